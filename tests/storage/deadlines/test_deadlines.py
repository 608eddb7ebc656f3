"""Deadlines: moved, called off, in order, once."""

import asyncio
from datetime import timedelta

from alerts.work.deadline import Deadline
from storage.core import core_tables as t
from storage.deadlines.deadlines import due, fire, next_due, put_off
from tests.storage.house import House

MINUTE = timedelta(minutes=1)


async def set_(house: House, kind: str, subject: int | None, minutes: float) -> None:
    async with house.begin() as uow:
        await uow.deadlines.set(Deadline(kind), subject, house.now + minutes * MINUTE)


async def kinds(house: House, minutes: float = 0) -> list[tuple[str, int]]:
    async with house.store.read() as session:
        return [(d.kind, d.subject_id) for d in await due(session, house.now + minutes * MINUTE)]


async def test_what_is_due_comes_in_the_order_of_its_moments(house: House) -> None:
    for subject, minutes in ((1, 3), (2, 1), (3, 2), (4, 9)):
        await set_(house, "card", subject, minutes)
    assert await kinds(house) == []
    assert await kinds(house, 3) == [("card", 2), ("card", 3), ("card", 1)]
    async with house.store.read() as session:
        assert await next_due(session) == house.now + MINUTE


async def test_one_that_stands_is_moved_not_doubled(house: House) -> None:
    await set_(house, "card", 1, 5)
    await set_(house, "card", 1, 2)
    await set_(house, "card", 2, 4)
    await set_(house, "claim lapse", 1, 4)
    await set_(house, "purge mail", None, 4)
    await set_(house, "purge mail", None, 1)
    assert await kinds(house, 9) == [("purge mail", 0), ("card", 1), ("card", 2), ("claim lapse", 1)]


async def test_one_that_is_due_earlier_stays_where_it_is_only_set_at_the_latest(house: House) -> None:
    for subject, minutes in ((1, 2), (1, 5), (2, 5), (2, 3)):
        async with house.begin() as uow:
            await uow.deadlines.set_latest(Deadline("card"), subject, house.now + minutes * MINUTE)
    assert await kinds(house, 2) == [("card", 1)]
    assert await kinds(house, 9) == [("card", 1), ("card", 2)]
    async with house.begin() as uow:
        assert await fire(uow.session, (await due(uow.session, house.now + 2 * MINUTE))[0].id, house.now + 2 * MINUTE)
        await uow.deadlines.set_latest(Deadline("card"), 1, house.now + 4 * MINUTE)
    assert await kinds(house, 9) == [("card", 2), ("card", 1)]


async def test_of_many_the_next_one_keeps_its_distance_from_the_one_that_fired(house: House) -> None:
    async def again(minutes: float) -> None:
        async with house.begin() as uow:
            await uow.deadlines.set_latest(Deadline("card"), 1, house.now + minutes * MINUTE, apart=3 * MINUTE)

    await again(1)
    assert await kinds(house, 1) == [("card", 1)]
    async with house.begin() as uow:
        assert await fire(uow.session, (await due(uow.session, house.now + MINUTE))[0].id, house.now + MINUTE)
    await again(2)
    assert (await kinds(house, 3.9), await kinds(house, 4)) == ([], [("card", 1)])
    await again(9)
    assert await kinds(house, 4) == [("card", 1)]
    await again(3)
    assert (await kinds(house, 3.9), await kinds(house, 4)) == ([], [("card", 1)]), "a third that comes meanwhile too"


async def test_what_is_called_off_does_not_happen_and_may_be_set_again(house: House) -> None:
    await set_(house, "card", 1, 1)
    await set_(house, "card", 2, 1)
    async with house.begin() as uow:
        await uow.deadlines.call_off(1, Deadline("card"))
        await uow.deadlines.call_off(7, Deadline("card"))
    assert await kinds(house, 1) == [("card", 2)]
    await set_(house, "card", 1, 1)
    assert await kinds(house, 1) == [("card", 2), ("card", 1)]


async def test_it_fires_once_however_many_try(house: House) -> None:
    await set_(house, "card", 1, 0)
    async with house.store.read() as session:
        [one] = await due(session, house.now)

    async def try_it() -> bool:
        async with house.store.write() as session:
            return await fire(session, one.id, house.now)

    assert sorted(await asyncio.gather(*(try_it() for _ in range(6)))) == [False] * 5 + [True]
    assert await kinds(house) == []


async def test_a_firing_that_is_undone_is_still_due(house: House) -> None:
    await set_(house, "card", 1, 0)
    async with house.undone() as uow:
        [one] = await due(uow.session, house.now)
        await fire(uow.session, one.id, house.now)
    assert await kinds(house) == [("card", 1)]


async def test_what_was_called_off_meanwhile_does_not_fire(house: House) -> None:
    await set_(house, "card", 1, 0)
    async with house.begin() as uow:
        [one] = await due(uow.session, house.now)
        await uow.deadlines.call_off(1, Deadline("card"))
        assert not await fire(uow.session, one.id, house.now)


async def test_what_was_moved_meanwhile_does_not_fire(house: House) -> None:
    """A dispatcher's step renews the claim while the scheduler already has its lapse in hand."""
    await set_(house, "claim lapse", 1, 0)
    async with house.begin() as uow:
        [one] = await due(uow.session, house.now)
        await uow.deadlines.set(Deadline("claim lapse"), 1, house.now + 2 * MINUTE)
        assert not await fire(uow.session, one.id, house.now)
        assert await fire(uow.session, one.id, house.now + 2 * MINUTE)


async def test_one_that_failed_comes_again_and_at_last_is_set_aside(house: House) -> None:
    await set_(house, "card", 1, 0)
    async with house.store.write() as session:
        [one] = await due(session, house.now)
        await put_off(session, one, house.now + MINUTE, give_up=False)
        assert await due(session, house.now) == []
        [again] = await due(session, house.now + MINUTE)
        assert (again.id, again.attempts) == (one.id, 1)
        await put_off(session, again, house.now, give_up=True)
        assert await due(session, house.now + 9 * MINUTE) == []
    assert [row.state for row in await house.rows(t.deadline)] == ["aside"]


async def test_what_happened_after_all_is_not_set_aside(house: House) -> None:
    await set_(house, "card", 1, 0)
    async with house.store.write() as session:
        [one] = await due(session, house.now)
        await fire(session, one.id, house.now)
        await put_off(session, one, house.now, give_up=True)
    assert [row.state for row in await house.rows(t.deadline)] == ["fired"]
