"""Attendance: marked by who holds the training, or by who writes the code that is said there."""

import re
import secrets
from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.joining import guessing
from alerts.notices import Text, text
from alerts.people.naming import named
from alerts.people.person import Person
from alerts.trainings import deadlines
from alerts.trainings.ports import SEATS, TRAININGS
from alerts.trainings.seat import Seat
from alerts.trainings.training import Training, TrainingAudience
from alerts.trainings.training_access import may_run, open_training_for, training_for
from alerts.trainings.training_times import CODE_FROM, OPEN_UNTIL, PLACE_KEPT, REFRESHER_AFTER
from alerts.vouching.making_responders import propose_responder
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

DIGITS = 6
"""Of the code: it is said aloud, counts for three and a half hours, and who guesses waits longer each time."""


async def mark(uow: UnitOfWork, now: datetime, seat_id: int, by: Person, *, present: bool) -> Text | Refused:
    """Keep that somebody on the list was there, or that they were not; in either case it stands in the audit log."""
    seat = await SEATS(uow).get(seat_id)
    if seat is None:
        return Refused(text("trainings.seat_gone"))
    training = await training_for(uow, by, seat.training_id, may_run)
    if isinstance(training, Refused):
        return training
    if now < training.starts_at - CODE_FROM:
        return Refused(text("trainings.too_early", at=training.starts_at - CODE_FROM))
    if now > training.starts_at + PLACE_KEPT:
        return Refused(text("trainings.past"))
    person = await uow.people.get(seat.person_id)
    name = named(person) if person is not None else text("desk.somebody")
    if not await _attend(uow, now, training, seat, by=by, present=present):
        return Refused(text("trainings.marked_there" if present else "trainings.marked_away", name=name))
    return text("toast.trainings.there" if present else "toast.trainings.away", name=name)


async def make_code(uow: UnitOfWork, now: datetime, training_id: int, by: Person) -> tuple[Training, str] | Refused:
    """Return a new code to say on the spot; the one before counts no more."""
    training = await open_training_for(uow, now, by, training_id, may_run)
    if isinstance(training, Refused):
        return training
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    await TRAININGS(uow).set_code(training.id, code)
    return training, code


async def attend_by_code(uow: UnitOfWork, now: datetime, words: str, person: Person) -> Training | Refused:
    """Keep that this person attends the training whose code this is; who came without signing up is put on the list."""
    if not person.grants:
        return Refused(text("trainings.join_first"))
    code = re.sub(r"[\s.-]", "", words)
    if not re.fullmatch(rf"[0-9]{{{DIGITS}}}", code):
        return Refused(text("trainings.code_shape"))
    wait = await guessing.why_not_try(uow, now, person)
    if wait is not None:
        return wait
    training = await TRAININGS(uow).with_code(code, now - OPEN_UNTIL, now + CODE_FROM)
    if training is None:
        await guessing.count_wrong_code(uow, now, person)
        return Refused(text("trainings.wrong_code"))
    seat = await SEATS(uow).take(training.id, person.id, now)
    if seat.placed_at is None:
        await SEATS(uow).place(seat.id, now)
    if not await _attend(uow, now, training, seat, by=person, present=True, by_code=True):
        return Refused(text("trainings.here_already"))
    return training


async def _attend(
    uow: UnitOfWork,
    now: datetime,
    training: Training,
    seat: Seat,
    *,
    by: Person,
    present: bool,
    by_code: bool = False,
) -> bool:
    """Keep it, with its refresher; False where it was so already."""
    at = min(now, training.starts_at) if present else None
    if not await SEATS(uow).attend(seat.id, at, by_code=by_code):
        return False
    if at is not None:
        await uow.deadlines.set(deadlines.REFRESHER, seat.id, at + REFRESHER_AFTER)
    else:
        await uow.deadlines.call_off(seat.id, deadlines.REFRESHER)
    action = Action.ATTENDED if present else Action.ATTENDANCE_UNDONE
    deed = Deed(action=action, by_id=by.id, whom_id=seat.person_id, town_id=training.plan.town_id)
    await record(uow, now, deed)
    if present and training.plan.audience is TrainingAudience.MEMBERS:
        await propose_responder(uow, now, seat.person_id)
    return True
