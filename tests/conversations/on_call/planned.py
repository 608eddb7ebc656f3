"""A shift as a coordinator planned it, for tests that go on from there."""

from datetime import datetime, timedelta
from typing import Any

from alerts.on_call.ports import SHIFTS
from alerts.on_call.shift import Shift, ShiftPlan
from alerts.on_call.shift_planning import plan_shift
from alerts.work.on_duty import ON_DUTY
from alerts.work.refused import Refused
from tests.conversations.phone import Phone
from tests.conversations.town import Town


async def planned(town: Town, coordinator: Phone, *people: Phone | None, days: float = 5, **changes: Any) -> Shift:
    """Twelve hours from the evening on, in five days; nobody heard anything of it yet. `changes`: of the plan."""
    begin = town.now + timedelta(days=days)
    given: dict[str, Any] = {
        "town_ids": (town.network.towns[0].id,),
        "starts_at": begin,
        "ends_at": begin + timedelta(hours=12),
        "people": tuple(one.person_id if one else None for one in people),
    }
    async with town.work.begin() as uow:
        by = await uow.people.get(coordinator.person_id)
        assert by is not None
        made = await plan_shift(uow, town.now, ShiftPlan(**(given | changes)), by)
        assert not isinstance(made, Refused)
    await town.settle()
    town.forget_news()
    return made


async def kept(town: Town, shift: Shift) -> Shift:
    async with town.work.look() as uow:
        found = await SHIFTS(uow).get(shift.id)
    assert found is not None
    return found


async def until(town: Town, moment: datetime, **before: float) -> None:
    """Move the clock to so long before that moment."""
    await town.forward(seconds=(moment - timedelta(**before) - town.now).total_seconds())


async def on_duty(town: Town) -> list[int]:
    """Who has the desk of the first town now."""
    async with town.work.look() as uow:
        return [seat.person_id for seat in await ON_DUTY(uow).at(town.now, town.network.towns[0].id)]
