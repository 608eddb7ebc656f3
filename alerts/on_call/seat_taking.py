"""Somebody takes a free seat, one that is offered, or the desk itself at once."""

from datetime import datetime, timedelta

from alerts.notices import Notice, text
from alerts.on_call.gap_notices import tell_of_gap
from alerts.on_call.making_shifts import make_shift
from alerts.on_call.ports import SHIFT_SEATS, SHIFTS
from alerts.on_call.seat_access import may_sit, shift_for
from alerts.on_call.seat_giving import give_position
from alerts.on_call.shift import Shift, ShiftPlan
from alerts.on_call.shift_moments import counts_as_confirmed
from alerts.on_call.shift_words import when_and_where
from alerts.on_call.telling_desk import tell_who_has_desk
from alerts.people.naming import named
from alerts.people.person import Person
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

TAKEN_FOR = timedelta(hours=12)
"""So long somebody has the desk who takes it where nobody is planned, or until the next shift there (our choice)."""


async def take_seat(uow: UnitOfWork, now: datetime, shift_id: int, person: Person) -> Shift | Refused:
    """Give them the first free seat; who has one already keeps it, and fills no second one."""
    shift = await shift_for(uow, now, person, shift_id, may_sit)
    if isinstance(shift, Refused):
        return shift
    if shift.seat_of(person.id) is not None:
        return Refused(text("on_call.have_one"))
    confirmed_at = now if counts_as_confirmed(shift, now) else None
    for position in shift.free:
        if await SHIFT_SEATS(uow).take(shift.id, position, person.id, confirmed_at):
            taken = await SHIFTS(uow).get(shift.id) or shift
            await tell_of_gap(uow, now, taken)
            return taken
    # Others were faster.
    return Refused(text("on_call.full"))


async def take_offered(uow: UnitOfWork, now: datetime, seat_id: int, person: Person) -> Shift | Refused:
    """Give them the seat that somebody offers: the first who says so has it, and whoever offered it hears that.

    Whoever is a backup in the same shift moves up, and the seat that they leave is free.
    """
    seat = await SHIFT_SEATS(uow).get(seat_id)
    if seat is None:
        return Refused(text("on_call.taken_already"))
    shift = await shift_for(uow, now, person, seat.shift_id, may_sit)
    if isinstance(shift, Refused):
        return shift
    if seat.offered_at is None or seat.person_id == person.id:
        return Refused(text("on_call.taken_already"))
    confirmed_at = now if counts_as_confirmed(shift, now) else None
    if not await give_position(uow, shift, seat.position, person.id, confirmed_at):
        return Refused(text("on_call.taken_already"))
    taken = await SHIFTS(uow).get(shift.id) or shift
    told = text("on_call.told.swapped", name=named(person))
    await uow.mail.to_person(seat.person_id, Notice(parts=(told, when_and_where(await uow.network(), taken))), now)
    await tell_of_gap(uow, now, taken)
    return taken


async def take_desk_now(uow: UnitOfWork, now: datetime, town_id: int, person: Person) -> Shift | Refused:
    """Let them be the primary of this town from now on: who was is their backup and hears so.

    Where nobody is planned a shift begins, which lasts until the next one there.
    """
    if not may_sit(person, [town_id]) or (await uow.network()).town(town_id) is None:
        return Refused(text("refused.role"))
    coming = await SHIFTS(uow).between(now, now + TAKEN_FOR, [town_id])
    running = next((one for one in coming if one.is_on(now) and may_sit(person, one.town_ids)), None)
    if running is None:
        ends_at = min((one.starts_at for one in coming if one.starts_at > now), default=now + TAKEN_FOR)
        plan = ShiftPlan(town_ids=(town_id,), starts_at=now, ends_at=ends_at, people=(person.id,))
        running = await make_shift(uow, now, plan)
    before = running.primary
    await _take_first_place(uow, now, running, person)
    taken = await SHIFTS(uow).get(running.id) or running
    seat = taken.seat_of(person.id)
    if seat is None:
        return Refused(text("on_call.full"))
    await SHIFT_SEATS(uow).start(seat, now)
    if before is not None and before.person_id != person.id:
        told = text("on_call.told.relieved", name=named(person))
        await uow.mail.to_person(
            before.person_id, Notice(parts=(told, when_and_where(await uow.network(), taken))), now
        )
    await tell_who_has_desk(uow, now, taken, but=before.person_id if before is not None else 0)
    await tell_of_gap(uow, now, taken)
    return taken


async def _take_first_place(uow: UnitOfWork, now: datetime, shift: Shift, person: Person) -> None:
    if shift.seat_of(person.id) is None:
        # Beyond those that were planned, where none is free.
        last = max((seat.position for seat in shift.seats), default=0)
        await SHIFT_SEATS(uow).take(shift.id, next(iter(shift.free), last + 1), person.id, now)
    found = await SHIFTS(uow).get(shift.id) or shift
    seat, first = found.seat_of(person.id), found.primary
    if seat is not None and first is not None and first.id != seat.id:
        await SHIFT_SEATS(uow).trade_places(first, seat)
