"""The questions by which a coordinator announces a training, one at a time."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time, timedelta

from alerts.network.coordinated_towns import coordinated_towns
from alerts.notices import Choice, Notice, Text, text
from alerts.trainings.taps import (
    ChooseAudience,
    ChooseCapacity,
    ChooseDay,
    ChooseTime,
    ChooseTrainingLanguage,
    ChooseTrainingTown,
    DropPlan,
    ShowMoreDays,
)
from alerts.trainings.training import TrainingAudience
from alerts.trainings.training_times import PLANNED_WITHIN
from handlers.core.choice_rows import in_pairs
from handlers.core.turn import Turn
from handlers.trainings.steps import AskedAboutTraining, PlanField, TrainingForm
from locales.written_start import local_moment

DAYS = 8
"""Days offered in one message; the coming two weeks are two of them."""
TIMES = (time(9), time(10), time(12), time(14), time(16), time(17), time(18), time(18, 30), time(19))
"""Times of the day at which trainings usually begin; any other is written."""
CAPACITIES = (8, 12, 15, 20, 25, 30, 40, 60)


async def ask(turn: Turn, field: PlanField, form: TrainingForm, *before: Text, first_day: int = 0) -> None:
    """Ask for this field. `before` stands above the question; `first_day`: the first that is offered, from today."""
    await turn.enter(AskedAboutTraining(field=field, form=form))
    rows = in_pairs(_choices(turn, field, form, first_day))
    if field is PlanField.DAY and first_day + DAYS < PLANNED_WITHIN.days:
        rows = (*rows, (ShowMoreDays(first_day + DAYS).choice(text("choice.trainings.later")),))
    question = Notice(parts=(*before, text(f"trainings.ask.{field}")))
    await turn.reply(question.with_choices(*rows, drop()))


def missing(turn: Turn, form: TrainingForm) -> tuple[PlanField | None, TrainingForm]:
    """Return what is to be asked next, None for nothing; and the form with what needs no question."""
    mine = coordinated_towns(turn.network, turn.person)
    if form.town is None and len(mine) == 1:
        form = replace(form, town=mine[0].id)
    if form.language is None and len(turn.network.languages) == 1:
        form = replace(form, language=turn.network.languages[0])
    said = {
        PlanField.TOWN: form.town,
        PlanField.AUDIENCE: form.audience,
        PlanField.LANGUAGE: form.language,
        PlanField.DAY: form.day or form.starts_at,
        PlanField.TIME: form.starts_at,
        PlanField.PLACE: form.place or None,
        PlanField.CAPACITY: form.capacity,
    }
    return next((field for field, value in said.items() if value is None), None), form


def drop() -> tuple[Choice, ...]:
    """Return the choice that announces nothing."""
    return (DropPlan().choice(text("choice.trainings.drop")),)


def _choices(turn: Turn, field: PlanField, form: TrainingForm, first_day: int) -> list[Choice]:
    match field:
        case PlanField.TOWN:
            towns = coordinated_towns(turn.network, turn.person)
            return [ChooseTrainingTown(one.id).choice(text("choice.name", name=one.name)) for one in towns]
        case PlanField.AUDIENCE:
            return [ChooseAudience(one).choice(text(f"choice.trainings.for.{one}")) for one in TrainingAudience]
        case PlanField.LANGUAGE:
            codes = turn.network.languages
            return [ChooseTrainingLanguage(one).choice(text(f"language.own.{one}")) for one in codes]
        case PlanField.DAY:
            today = turn.now.astimezone(turn.network.zone).date()
            days = (today + timedelta(days=first_day + one) for one in range(DAYS))
            return [ChooseDay(one.toordinal()).choice(text("choice.trainings.day", day=one)) for one in days]
        case PlanField.TIME:
            return [] if form.day is None else list(_times(turn, form.day))
        case PlanField.CAPACITY:
            return [ChooseCapacity(most).choice(text("choice.trainings.people", n=most)) for most in CAPACITIES]
        case PlanField.PLACE:
            return []


def _times(turn: Turn, day: date) -> Iterable[Choice]:
    for at in TIMES:
        moment = local_moment(day, at, turn.network.zone)
        if moment is not None and moment > turn.now:
            yield ChooseTime(at.hour * 60 + at.minute).choice(text("choice.trainings.time", at=at))
