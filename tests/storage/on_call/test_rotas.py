"""A rota makes its shifts five weeks ahead, each day those of one more, and none twice."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from alerts.on_call.ports import ROTAS, SHIFTS
from alerts.on_call.rota import Rota, RotaPattern, RotaPlan
from alerts.on_call.rota_growth import AHEAD, begin_rota, grow_rota
from alerts.on_call.shift import Shift
from tests.storage.house import NORTHAMPTON, House
from tests.storage.on_call.planned import dispatchers

EVENING = datetime(2026, 10, 20, 22, tzinfo=UTC)
"""6 in the evening of a Tuesday."""


async def begun(house: House, *people: int | None, **changes: Any) -> Rota:
    """Every night from seven to seven."""
    given: dict[str, Any] = {
        "town_ids": (NORTHAMPTON,),
        "pattern": RotaPattern(weekdays=tuple(range(7))),
        "starts": time(19),
        "ends": time(7),
        "people": people,
        "begins_on": date(2026, 10, 19),
    }
    async with house.begin() as uow:
        return await begin_rota(uow, house.now, RotaPlan(**(given | changes)))


async def made(house: House) -> list[Shift]:
    async with house.work.look() as uow:
        return await SHIFTS(uow).between(house.now - timedelta(days=9), house.now + timedelta(days=99))


async def test_it_is_kept_as_it_was_planned(house: House) -> None:
    house.now = EVENING
    rosa, luis = await dispatchers(house, 2)
    ends_on = date(2027, 1, 1)
    rota = await begun(house, rosa.id, None, luis.id, pattern=RotaPattern(weekdays=(0, 3), every=2), ends_on=ends_on)
    assert rota.plan.people == (rosa.id, None, luis.id)
    assert rota.plan.pattern == RotaPattern(weekdays=(0, 3), every=2)
    assert (rota.plan.starts, rota.plan.ends, rota.plan.ends_on) == (time(19), time(7), ends_on)
    async with house.begin() as uow:
        assert await ROTAS(uow).every() == [rota]
        assert await ROTAS(uow).remove(rota.id)
        assert not await ROTAS(uow).remove(rota.id)


async def test_shifts_are_made_five_weeks_ahead_beginning_tonight(house: House) -> None:
    house.now = EVENING
    (rosa,) = await dispatchers(house, 1)
    await begun(house, rosa.id)
    shifts = await made(house)
    assert shifts[0].starts_at == EVENING + timedelta(hours=1)
    assert len(shifts) == AHEAD.days + 1
    assert all(shift.seats[0].person_id == rosa.id for shift in shifts)


async def test_every_night_meets_the_next_day_also_over_the_change_of_clocks(house: House) -> None:
    house.now = EVENING
    await begun(house, None)
    await begun(house, None, starts=time(7), ends=time(19))
    shifts = sorted(await made(house), key=lambda one: one.starts_at)
    assert all(before.ends_at == after.starts_at for before, after in pairwise(shifts))
    assert {shift.ends_at - shift.starts_at for shift in shifts} == {timedelta(hours=12), timedelta(hours=13)}


async def test_each_day_one_more_and_none_twice_nor_one_that_was_called_off(house: House) -> None:
    house.now = EVENING
    rota = await begun(house, None)
    shifts = await made(house)
    async with house.begin() as uow:
        assert await SHIFTS(uow).remove(shifts[3].id)
        await grow_rota(uow, house.now, rota.id)
    assert len(await made(house)) == len(shifts) - 1
    house.forward(days=1)
    async with house.begin() as uow:
        await grow_rota(uow, house.now, rota.id)
    later = await made(house)
    assert len(later) == len(shifts)
    assert later[-1].starts_at > shifts[-1].starts_at


async def test_whoever_works_the_desk_no_more_gets_no_seat_in_what_is_made(house: House) -> None:
    house.now = EVENING
    rosa, luis = await dispatchers(house, 2)
    rota = await begun(house, rosa.id, luis.id)
    house.forward(days=1)
    async with house.begin() as uow:
        await uow.grants.take(rosa.id, NORTHAMPTON)
        await grow_rota(uow, house.now, rota.id)
    newest = (await made(house))[-1]
    assert [(seat.position, seat.person_id) for seat in newest.seats] == [(2, luis.id)]


async def test_it_ends_after_its_last_day_and_what_it_made_stays(house: House) -> None:
    house.now = EVENING
    rota = await begun(house, None, ends_on=date(2026, 10, 22))
    assert len(await made(house)) == 3
    house.forward(days=3)
    async with house.begin() as uow:
        await grow_rota(uow, house.now, rota.id)
        assert await ROTAS(uow).get(rota.id) is None
    assert len(await made(house)) == 3
