"""Who may have a seat in a shift, and who may plan one."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import TypeAlias

from alerts.notices import text
from alerts.on_call.ports import SHIFT_SEATS, SHIFTS
from alerts.on_call.shift import Shift, ShiftSeat
from alerts.people.person import COORDINATOR, DESK, Person
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

MayInTowns: TypeAlias = Callable[[Person, Collection[int]], bool]
"""Whether somebody may do something with a shift of these towns."""


def may_sit(person: Person, town_ids: Collection[int]) -> bool:
    """Say whether they may have a seat: who works the desk of each of these towns."""
    return bool(town_ids) and all(person.has(DESK, town_id) for town_id in town_ids)


def may_plan_shifts(person: Person, town_ids: Collection[int]) -> bool:
    """Say whether they may plan, move and call off shifts of these towns: who coordinates each of them."""
    return bool(town_ids) and all(person.has(COORDINATOR, town_id) for town_id in town_ids)


def could_be_there(person: Person, town_ids: Collection[int], starts_at: datetime) -> bool:
    """Say whether they may have a seat in a shift that begins then: who is away at that moment may not."""
    return may_sit(person, town_ids) and (person.away_until is None or person.away_until <= starts_at)


async def those_who_could_be_there(
    uow: UnitOfWork, people: Collection[int | None], town_ids: Collection[int], starts_at: datetime
) -> tuple[int | None, ...]:
    """Return the same seats, free (None) where whoever was to have one works that desk no more, or is away then."""
    found = [await uow.people.get(person_id) if person_id is not None else None for person_id in people]
    return tuple(
        person.id if person is not None and could_be_there(person, town_ids, starts_at) else None for person in found
    )


async def shift_for(
    uow: UnitOfWork, now: datetime, person: Person, shift_id: int, allowed: MayInTowns
) -> Shift | Refused:
    """Return the shift to who may; others hear why not, and so does who asks for one that is over or gone."""
    shift = await SHIFTS(uow).get(shift_id)
    if shift is None:
        return Refused(text("on_call.gone"))
    if not allowed(person, shift.town_ids):
        return Refused(text("refused.role"))
    return shift if now < shift.ends_at else Refused(text("on_call.over"))


async def seat_for(uow: UnitOfWork, now: datetime, person: Person, seat_id: int) -> tuple[Shift, ShiftSeat] | Refused:
    """Return a seat of theirs with its shift; whose it is not (any more) hears so."""
    seat = await SHIFT_SEATS(uow).get(seat_id)
    if seat is None or seat.person_id != person.id:
        return Refused(text("on_call.not_yours"))
    shift = await shift_for(uow, now, person, seat.shift_id, may_sit)
    return shift if isinstance(shift, Refused) else (shift, seat)


async def others_who_may_sit(uow: UnitOfWork, shift: Shift) -> list[Person]:
    """Return who works the desk of each of its towns, is not away and has no seat in it, the oldest first."""
    if not shift.town_ids:
        return []
    there = await uow.people.with_role(DESK, shift.town_ids[0])
    return [one for one in there if may_sit(one, shift.town_ids) and not one.away and shift.seat_of(one.id) is None]


async def coordinators_of(uow: UnitOfWork, shift: Shift) -> list[Person]:
    """Return who coordinates any of its towns."""
    found: dict[int, Person] = {}
    for town_id in shift.town_ids:
        found |= {one.id: one for one in await uow.people.with_role(COORDINATOR, town_id)}
    return list(found.values())
