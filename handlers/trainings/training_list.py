"""/trainings: what comes next in somebody's towns."""

from datetime import timedelta

from alerts.notices import Choice, Notice, Text, text
from alerts.people.person import COORDINATOR
from alerts.trainings.ports import SEATS, TRAININGS
from alerts.trainings.seat import Seat
from alerts.trainings.taps import PlanTraining, ShowTraining, ShowTrainings
from alerts.trainings.training import Training, TrainingAudience
from alerts.trainings.training_access import JOINED, may_run, may_see
from alerts.trainings.training_times import OPEN_UNTIL, PLACE_KEPT
from alerts.trainings.training_words import what_and_when
from handlers.core.turn import Turn
from handlers.trainings import training_page

PAGE = 5
"""Trainings in one message; more would not fit one of Signal's in two languages."""


async def trainings(turn: Turn, _: str) -> None:
    """Answer /trainings."""
    if not turn.person.grants:
        await turn.reply(Notice.of("trainings.join_first"))
        return
    coming = await _coming(turn)
    if len(coming) == 1 and not _plans(turn):
        await training_page.reply(turn, coming[0])
    else:
        await show(turn, ShowTrainings())


async def show(turn: Turn, tap: ShowTrainings) -> None:
    """Show a page of what comes next."""
    coming = await _coming(turn)
    page = coming[max(0, tap.start) :][:PAGE]
    seats = {seat.training_id: seat for seat in await SEATS(turn.uow).taken_by(turn.person.id)}
    lines = [line for one in page for line in await _lines(turn, one, seats.get(one.id))]
    rows: list[tuple[Choice, ...]] = [
        (ShowTraining(one.id).choice(text("choice.trainings.at", at=one.starts_at)),) for one in page
    ]
    if len(coming) > tap.start + PAGE:
        rows.append((ShowTrainings(tap.start + PAGE).choice(text("choice.trainings.more")),))
    if _plans(turn):
        rows.append((PlanTraining().choice(text("choice.trainings.new")),))
    head = text("trainings.head") if page else text("trainings.none_yet")
    await turn.reply(Notice(parts=(head, *lines)).with_choices(*rows))


async def _coming(turn: Turn) -> list[Training]:
    """Return what they see: what is to come in their towns; of what they hold also what is to be put right yet."""
    towns = [town.id for town in turn.network.towns if turn.person.has(JOINED, town.id)]
    found = await TRAININGS(turn.uow).since(turn.now - PLACE_KEPT, towns)
    return [one for one in found if may_see(turn.person, one) and turn.now <= one.starts_at + _shown_until(turn, one)]


def _shown_until(turn: Turn, training: Training) -> timedelta:
    holds = may_run(turn.person, training) and training.plan.audience is TrainingAudience.MEMBERS
    return PLACE_KEPT if holds else OPEN_UNTIL


def _plans(turn: Turn) -> bool:
    return any(grant.role in COORDINATOR for grant in turn.person.grants)


async def _lines(turn: Turn, training: Training, seat: Seat | None) -> list[Text]:
    lines = [what_and_when(turn.network, training)]
    if training.plan.audience is TrainingAudience.MEMBERS:
        lines.append(await training_page.state(turn, training, seat))
    return lines
