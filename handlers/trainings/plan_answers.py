"""What a coordinator answers about a new training: by a tap, or in words."""

import re
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from alerts.notices import text
from alerts.people.person import COORDINATOR
from alerts.trainings.planning import wrong_start
from alerts.trainings.taps import (
    ChooseAudience,
    ChooseCapacity,
    ChooseDay,
    ChooseTime,
    ChooseTrainingLanguage,
    ChooseTrainingTown,
    ShowMoreDays,
)
from alerts.trainings.training_times import LONGEST_PLACE, MOST_PEOPLE
from handlers.core.inbound import InboundKind
from handlers.core.turn import Turn
from handlers.incidents.limits import pleads
from handlers.incidents.out_there import is_out_there
from handlers.trainings.plan_questions import ask
from handlers.trainings.plan_review import go_on
from handlers.trainings.steps import AskedAboutTraining, PlanField
from locales.written_start import local_moment, written_start

WORDS = 5
"""Words of a date or a number at most; more is something else that they write."""
_NUMBER = re.compile(r"\D{0,20}?(\d{1,4})\D{0,20}", re.ASCII)


async def choose_town(turn: Turn, tap: ChooseTrainingTown) -> None:
    """Take the town, if it is one of theirs."""
    if turn.person.has(COORDINATOR, tap.town) and turn.network.town(tap.town) is not None:
        await _chosen(turn, PlanField.TOWN, town=tap.town)
    else:
        await turn.acknowledge(text("refused.role"))


async def choose_audience(turn: Turn, tap: ChooseAudience) -> None:
    """Take whom it is for."""
    await _chosen(turn, PlanField.AUDIENCE, audience=tap.audience)


async def choose_language(turn: Turn, tap: ChooseTrainingLanguage) -> None:
    """Take the language."""
    await _chosen(turn, PlanField.LANGUAGE, language=tap.language)


async def more_days(turn: Turn, tap: ShowMoreDays) -> None:
    """Offer later days."""
    step = await _asked(turn, PlanField.DAY)
    if step is not None:
        await ask(turn, PlanField.DAY, step.form, first_day=tap.start)


async def choose_day(turn: Turn, tap: ChooseDay) -> None:
    """Take the day."""
    await _chosen(turn, PlanField.DAY, day=date.fromordinal(tap.day))


async def choose_time(turn: Turn, tap: ChooseTime) -> None:
    """Take the time of that day."""
    step = await _asked(turn, PlanField.TIME)
    if step is not None and step.form.day is not None:
        at = time(tap.minute // 60, tap.minute % 60)
        await _take_start(turn, step, local_moment(step.form.day, at, turn.network.zone))


async def choose_capacity(turn: Turn, tap: ChooseCapacity) -> None:
    """Take for how many people it is."""
    await _chosen(turn, PlanField.CAPACITY, capacity=tap.people)


async def written(turn: Turn, step: AskedAboutTraining) -> bool:
    """Take what they write, if it can be the answer; what is plainly a report is one."""
    if turn.inbound.kind is not InboundKind.TEXT or pleads(turn):
        return False
    if step.form.town is not None and not turn.person.has(COORDINATOR, step.form.town):
        # They lost the role while they were writing.
        await turn.leave()
        await turn.acknowledge(text("refused.role"))
        return True
    if is_out_there(turn):
        return False
    words = " ".join(turn.inbound.text.split())
    if step.field is PlanField.PLACE:
        await _take_place(turn, step, words)
        return True
    if len(words.split()) > WORDS:
        return False
    if step.field in (PlanField.DAY, PlanField.TIME):
        await _take_start(turn, step, written_start(words, turn.network.zone, step.form.day))
    elif step.field is PlanField.CAPACITY:
        await _take_number(turn, step, words)
    else:
        await ask(turn, step.field, step.form, text("trainings.choose_one"))
    return True


async def _take_start(turn: Turn, step: AskedAboutTraining, starts_at: datetime | None) -> None:
    example = turn.now.astimezone(turn.network.zone).date().isoformat()
    if starts_at is None:
        await ask(turn, step.field, step.form, text("trainings.not_a_time", example=f"{example} 18:30"))
    elif (wrong := wrong_start(starts_at, turn.now)) is not None:
        await ask(turn, step.field, step.form, wrong)
    else:
        await go_on(turn, replace(step.form, starts_at=starts_at))


async def _take_place(turn: Turn, step: AskedAboutTraining, words: str) -> None:
    if len(words) > LONGEST_PLACE:
        await ask(turn, step.field, step.form, text("trainings.place_long", length=len(words), most=LONGEST_PLACE))
    elif not any(sign.isalnum() for sign in words):
        await ask(turn, step.field, step.form)
    else:
        await go_on(turn, replace(step.form, place=words))


async def _take_number(turn: Turn, step: AskedAboutTraining, words: str) -> None:
    said = _NUMBER.fullmatch(words)
    if said is None or not 1 <= int(said[1]) <= MOST_PEOPLE:
        await ask(turn, step.field, step.form, text("trainings.not_a_number", most=MOST_PEOPLE))
    else:
        await go_on(turn, replace(step.form, capacity=int(said[1])))


async def _chosen(turn: Turn, field: PlanField, **value: Any) -> None:
    step = await _asked(turn, field)
    if step is not None:
        await go_on(turn, replace(step.form, **value))


async def _asked(turn: Turn, field: PlanField) -> AskedAboutTraining | None:
    """Return the step if they are asked for this; None, and they hear it, where that is over."""
    step = await turn.step(AskedAboutTraining)
    if step is not None and step.field is field:
        return step
    await turn.acknowledge(text("choose.stale"))
    return None
