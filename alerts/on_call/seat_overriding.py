"""A coordinator gives a seat to somebody else, and says why."""

from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.notices import Notice, Text, text
from alerts.on_call.confirming_seats import ask_one
from alerts.on_call.gap_notices import tell_of_gap
from alerts.on_call.plan_taps import OverrideReason
from alerts.on_call.ports import SHIFTS
from alerts.on_call.seat_access import could_be_there, may_plan_shifts, may_sit, shift_for
from alerts.on_call.seat_giving import give_position
from alerts.on_call.shift import Shift, ShiftSeat
from alerts.on_call.shift_moments import counts_as_confirmed
from alerts.on_call.shift_words import name_of_person, when_and_where
from alerts.people.naming import named
from alerts.people.person import Person
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def override_seat(
    uow: UnitOfWork,
    now: datetime,
    shift_id: int,
    position: int,
    person_id: int,
    reason: OverrideReason,
    by: Person,
) -> Shift | Refused:
    """Give a seat to this person, whoever has it: both hear it, with the reason, and it stands in the audit log."""
    shift = await shift_for(uow, now, by, shift_id, may_plan_shifts)
    if isinstance(shift, Refused):
        return shift
    person = await uow.people.get(person_id)
    if person is None or not may_sit(person, shift.town_ids):
        return Refused(text("on_call.cannot_sit"))
    if not could_be_there(person, shift.town_ids, shift.starts_at):
        return Refused(text("on_call.away_then", name=named(person), at=person.away_until))
    before = next((seat for seat in shift.seats if seat.position == position), None)
    if before is not None and before.person_id == person.id:
        return shift
    confirmed_at = now if counts_as_confirmed(shift, now) and person.id == by.id else None
    if not await give_position(uow, shift, position, person.id, confirmed_at):
        return Refused(text("refused.changed"))
    for town_id in shift.town_ids:
        deed = Deed(action=Action.SEAT_OVERRIDDEN, by_id=by.id, whom_id=person.id, town_id=town_id)
        await record(uow, now, deed)
    changed = await SHIFTS(uow).get(shift.id) or shift
    await _tell_both(uow, now, changed, before, person, by, text(f"on_call.reason.{reason}"))
    await tell_of_gap(uow, now, changed)
    return changed


async def _tell_both(
    uow: UnitOfWork,
    now: datetime,
    shift: Shift,
    before: ShiftSeat | None,
    person: Person,
    by: Person,
    why: Text,
) -> None:
    """Tell who had the seat and who has it now, but not a coordinator what they did themselves."""
    if before is not None and before.person_id != by.id:
        told = text("on_call.told.overridden", name=named(person), by=named(by), reason=why)
        await _tell(uow, now, shift, before.person_id, told)
    seat = shift.seat_of(person.id)
    if seat is None or person.id == by.id:
        return
    given = text("on_call.told.given", by=named(by), reason=why)
    if before is not None:
        name = await name_of_person(uow, before.person_id)
        given = text("on_call.told.in_place", by=named(by), name=name, reason=why)
    await _tell(uow, now, shift, person.id, given)
    await ask_one(uow, now, shift, seat, "yours")


async def _tell(uow: UnitOfWork, now: datetime, shift: Shift, person_id: int, told: Text) -> None:
    parts = (told, when_and_where(await uow.network(), shift))
    await uow.mail.to_person(person_id, Notice(parts=parts, internal=True, expires_at=shift.ends_at), now)
