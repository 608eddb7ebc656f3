"""Who signed up, by pages, with a tap each for who came."""

from alerts.notices import Choice, Notice, Text, Value, text
from alerts.people.naming import named
from alerts.trainings import marking_attendance
from alerts.trainings.ports import SEATS
from alerts.trainings.seat import Seat
from alerts.trainings.taps import MarkAbsent, MarkPresent, ShowAttendance
from alerts.trainings.training import Training
from alerts.trainings.training_access import may_run, training_for
from alerts.trainings.training_times import CODE_FROM, PLACE_KEPT
from alerts.trainings.training_words import what_and_when
from alerts.work.refused import Refused
from handlers.core.turn import Turn

PAGE = 8
"""People in one message; more would not fit one of Signal's in two languages."""


async def show(turn: Turn, tap: ShowAttendance) -> None:
    """Show a page of who signed up, to who coordinates there and who holds it."""
    training = await training_for(turn.uow, turn.person, tap.training, may_run)
    if isinstance(training, Refused):
        await turn.acknowledge(training)
        return
    seats = await SEATS(turn.uow).of(training.id)
    page = seats[max(0, tap.start) :][:PAGE]
    people = [(seat, await _name(turn, seat)) for seat in page]
    came = sum(seat.attended_at is not None for seat in seats)
    placed = sum(seat.placed_at is not None for seat in seats)
    head = text("trainings.list", placed=placed, waiting=len(seats) - placed, came=came)
    parts = (what_and_when(turn.network, training), head, *(_line(seat, name) for seat, name in people))
    rows = [(_mark(seat, name),) for seat, name in people] if _can_mark(turn, training) else []
    if not rows and seats:
        parts = (*parts, text("trainings.mark_later", at=training.starts_at - CODE_FROM))
    if len(seats) > tap.start + PAGE:
        rows.append((ShowAttendance(training.id, tap.start + PAGE).choice(text("choice.trainings.more")),))
    if page:
        rows.append((ShowAttendance(training.id, tap.start).choice(text("choice.trainings.again")),))
    await turn.reply(Notice(parts=parts, internal=True).with_choices(*rows))


async def present(turn: Turn, tap: MarkPresent) -> None:
    """Keep that somebody was there."""
    await turn.acknowledge(await marking_attendance.mark(turn.uow, turn.now, tap.seat, turn.person, present=True))


async def absent(turn: Turn, tap: MarkAbsent) -> None:
    """Keep that they were not."""
    await turn.acknowledge(await marking_attendance.mark(turn.uow, turn.now, tap.seat, turn.person, present=False))


def _can_mark(turn: Turn, training: Training) -> bool:
    return training.starts_at - CODE_FROM <= turn.now <= training.starts_at + PLACE_KEPT


def _line(seat: Seat, name: Value) -> Text:
    if seat.attended_at is not None:
        return text("trainings.listed.by_code" if seat.by_code else "trainings.listed.there", name=name)
    return text("trainings.listed.placed" if seat.placed_at is not None else "trainings.listed.waiting", name=name)


def _mark(seat: Seat, name: Value) -> Choice:
    if seat.attended_at is not None:
        return MarkAbsent(seat.id).choice(text("choice.trainings.was_not", name=name))
    return MarkPresent(seat.id).choice(text("choice.trainings.is_here", name=name))


async def _name(turn: Turn, seat: Seat) -> Value:
    person = await turn.uow.people.get(seat.person_id)
    return named(person) if person is not None else text("desk.somebody")
