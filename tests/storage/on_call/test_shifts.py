"""Shifts as they are kept: found by town and time, each seat with one person, and each person in one seat."""

from datetime import timedelta

from alerts.network.retention import Retention
from alerts.on_call.ports import SHIFT_SEATS, SHIFTS
from alerts.on_call.shift_kept import SHIFT_KEPT
from alerts.towns.ports import TOWNS
from alerts.upkeep.ports import PURGE
from tests.storage.house import HOLYOKE, NORTHAMPTON, House
from tests.storage.on_call.planned import dispatchers, planned


async def test_a_shift_is_kept_as_it_was_planned(house: House) -> None:
    rosa, luis = await dispatchers(house, 2)
    shift = await planned(house, rosa, None, luis, town_ids=(HOLYOKE, NORTHAMPTON))
    assert [(seat.position, seat.person_id) for seat in shift.seats] == [(1, rosa.id), (3, luis.id)]
    assert (shift.town_ids, shift.wanted, shift.free) == ((HOLYOKE, NORTHAMPTON), 3, (2,))
    async with house.begin() as uow:
        assert await SHIFTS(uow).get(shift.id) == shift
        assert await SHIFTS(uow).get(1) is None


async def test_what_runs_in_a_span_is_found_by_town_the_soonest_first(house: House) -> None:
    later = await planned(house, None, after_hours=40)
    running = await planned(house, None, after_hours=-3)
    elsewhere = await planned(house, None, town_ids=(HOLYOKE,))
    over = await planned(house, None, after_hours=-12)
    end = house.now + timedelta(days=2)
    async with house.begin() as uow:
        assert await SHIFTS(uow).between(house.now, end, [NORTHAMPTON]) == [running, later]
        assert await SHIFTS(uow).between(house.now, end) == [running, elsewhere, later]
        assert over not in await SHIFTS(uow).between(house.now, end)


async def test_one_person_never_fills_both_seats_of_a_gap(house: House) -> None:
    (rosa,) = await dispatchers(house, 1)
    assert len((await planned(house, rosa, rosa)).seats) == 1
    shift = await planned(house, None, None)
    async with house.begin() as uow:
        assert await SHIFT_SEATS(uow).take(shift.id, 1, rosa.id, None)
        assert not await SHIFT_SEATS(uow).take(shift.id, 2, rosa.id, None)
        found = await SHIFTS(uow).get(shift.id)
    assert found is not None
    assert found.free == (2,)


async def test_a_seat_that_somebody_has_is_taken_by_nobody_else(house: House) -> None:
    rosa, luis, ana = await dispatchers(house, 3)
    shift = await planned(house, rosa, luis)
    async with house.begin() as uow:
        assert not await SHIFT_SEATS(uow).take(shift.id, 1, ana.id, None)
        assert not await SHIFT_SEATS(uow).hand(shift.seats[0], luis.id, None), "he has one"
        assert await SHIFT_SEATS(uow).hand(shift.seats[0], ana.id, house.now)
        assert not await SHIFT_SEATS(uow).hand(shift.seats[0], ana.id, None), "it is not Rosa's any more"
        assert not await SHIFT_SEATS(uow).confirm(shift.seats[0], house.now)
        assert not await SHIFT_SEATS(uow).leave(shift.seats[0])


async def test_whoever_was_suspended_keeps_no_seat_from_anybody(house: House) -> None:
    rosa, luis = await dispatchers(house, 2)
    shift = await planned(house, rosa)
    async with house.begin() as uow:
        await uow.people.stop(rosa.id, house.now)
        left = await SHIFTS(uow).get(shift.id)
        assert left is not None
        assert left.free == (1,)
        assert await SHIFT_SEATS(uow).take(shift.id, 1, luis.id, None)


async def test_two_trade_places(house: House) -> None:
    rosa, luis = await dispatchers(house, 2)
    shift = await planned(house, rosa, luis)
    async with house.begin() as uow:
        await SHIFT_SEATS(uow).trade_places(*shift.seats)
        found = await SHIFTS(uow).get(shift.id)
    assert found is not None
    assert [seat.person_id for seat in found.seats] == [luis.id, rosa.id]


async def test_a_shift_that_moves_is_to_be_confirmed_anew(house: House) -> None:
    (rosa,) = await dispatchers(house, 1)
    shift = await planned(house, rosa)
    async with house.begin() as uow:
        assert await SHIFT_SEATS(uow).confirm(shift.seats[0], house.now)
        await SHIFTS(uow).move(shift.id, shift.starts_at + timedelta(hours=2), shift.ends_at)
        found = await SHIFTS(uow).get(shift.id)
    assert found is not None
    assert found.starts_at == shift.starts_at + timedelta(hours=2)
    assert found.seats[0].confirmed_at is None


async def test_of_two_apps_that_are_linked_one_seat_is_left_and_the_other_is_free(house: House) -> None:
    rosa, luis = await dispatchers(house, 2)
    shift = await planned(house, rosa, luis)
    async with house.begin() as uow:
        await uow.people.merge(rosa.id, luis.id, house.now)
        found = await SHIFTS(uow).get(shift.id)
    assert found is not None
    assert [seat.person_id for seat in found.seats] == [rosa.id]
    assert found.free == (2,)


async def test_what_is_long_over_is_purged(house: House) -> None:
    old, recent = await planned(house, None, after_hours=-24 * 100), await planned(house, None, after_hours=-24)
    async with house.begin() as uow:
        await PURGE(uow).own(house.now, Retention())
        assert await SHIFTS(uow).get(old.id) is None
        assert await SHIFTS(uow).get(recent.id) == recent
    assert Retention().of(SHIFT_KEPT) == timedelta(days=90)


async def test_a_shift_of_a_town_that_is_gone_goes(house: House) -> None:
    both = await planned(house, None, town_ids=(NORTHAMPTON, HOLYOKE))
    one = await planned(house, None, town_ids=(HOLYOKE,))
    async with house.begin() as uow:
        await TOWNS(uow).remove(HOLYOKE)
        await SHIFTS(uow).remove_townless()
        assert await SHIFTS(uow).get(one.id) is None
        left = await SHIFTS(uow).get(both.id)
    assert left is not None
    assert left.town_ids == (NORTHAMPTON,)
