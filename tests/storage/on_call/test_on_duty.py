"""Who is on duty: by moments and by seats, whatever was planned before."""

from datetime import UTC, datetime, timedelta

from alerts.on_call.ports import SHIFT_SEATS
from alerts.people.person import Person
from alerts.work.on_duty import ON_DUTY, DutySeat
from tests.storage.house import HOLYOKE, NORTHAMPTON, House
from tests.storage.on_call.planned import dispatchers, planned


async def on_duty(house: House, town_id: int | None = NORTHAMPTON) -> list[int]:
    async with house.work.look() as uow:
        return [seat.person_id for seat in await ON_DUTY(uow).at(house.now, town_id)]


async def until(house: House, person: Person) -> datetime | None:
    async with house.work.look() as uow:
        return await ON_DUTY(uow).until(person.id, house.now)


async def test_the_primary_comes_first_and_the_backups_in_their_order(house: House) -> None:
    rosa, luis, ana = await dispatchers(house, 3)
    await planned(house, luis, ana, rosa, after_hours=0)
    async with house.work.look() as uow:
        assert await ON_DUTY(uow).at(house.now, NORTHAMPTON) == [
            DutySeat(person_id=luis.id, position=1),
            DutySeat(person_id=ana.id, position=2),
            DutySeat(person_id=rosa.id, position=3),
        ]


async def test_a_night_shift_is_not_matched_by_todays_date(house: House) -> None:
    """After midnight it is still the night of the evening before, until the very moment of its end."""
    evening, next_evening = await dispatchers(house, 2)
    house.now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    await planned(house, evening, after_hours=12)
    await planned(house, next_evening, after_hours=36)
    for at, expected in (
        (11, []),
        (12, [evening]),
        (17.5, [evening]),
        (23.99, [evening]),
        (24, []),
        (36, [next_evening]),
    ):
        house.now = datetime(2026, 11, 20, 12, tzinfo=UTC) + timedelta(hours=at)
        assert await on_duty(house) == [one.id for one in expected], at


async def test_after_a_swap_the_first_holder_is_not_on_duty(house: House) -> None:
    rosa, luis = await dispatchers(house, 2)
    shift = await planned(house, rosa, after_hours=0)
    async with house.begin() as uow:
        assert await SHIFT_SEATS(uow).hand(shift.seats[0], luis.id, house.now)
    assert await on_duty(house) == [luis.id]
    assert await until(house, rosa) is None
    assert await until(house, luis) == shift.ends_at


async def test_who_is_away_suspended_or_stopped_is_not_on_duty(house: House) -> None:
    away, suspended, stopped, there = await dispatchers(house, 4)
    await planned(house, away, suspended, stopped, there, after_hours=0)
    async with house.begin() as uow:
        await uow.people.set_away(away.id, house.now + timedelta(days=2))
        assert await uow.people.suspend(suspended.id, None, house.now)
        await uow.people.stop(stopped.id, house.now)
    assert await on_duty(house) == [there.id]
    assert await until(house, away) is None


async def test_the_desk_of_another_town_is_not_theirs_and_of_any_town_everybody_is_once(house: House) -> None:
    rosa, luis = await dispatchers(house, 2)
    await planned(house, rosa, luis, after_hours=0)
    longer = await planned(house, luis, after_hours=1, town_ids=(HOLYOKE,))
    house.forward(hours=2)
    assert await on_duty(house) == [rosa.id, luis.id]
    assert await on_duty(house, HOLYOKE) == [luis.id]
    assert await on_duty(house, None) == [rosa.id, luis.id]
    assert await until(house, luis) == longer.ends_at
