"""Shifts planned in the database, for tests that go on from there."""

from datetime import timedelta
from typing import Any

from alerts.on_call.making_shifts import make_shift
from alerts.on_call.shift import Shift, ShiftPlan
from alerts.people.person import Person, Role
from tests.storage.house import NORTHAMPTON, House

DISPATCHER = (Role.DISPATCHER, NORTHAMPTON)


async def dispatchers(house: House, count: int) -> list[Person]:
    return [(await house.someone(str(number), DISPATCHER))[0] for number in range(count)]


async def planned(house: House, *people: Person | None, after_hours: float = 24, **changes: Any) -> Shift:
    """A night of twelve hours; `changes`: of the plan."""
    begin = house.now + timedelta(hours=after_hours)
    given: dict[str, Any] = {
        "town_ids": (NORTHAMPTON,),
        "starts_at": begin,
        "ends_at": begin + timedelta(hours=12),
        "people": tuple(one.id if one else None for one in people),
    }
    async with house.begin() as uow:
        return await make_shift(uow, house.now, ShiftPlan(**(given | changes)))
