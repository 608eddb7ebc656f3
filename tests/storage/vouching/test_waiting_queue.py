"""The queue: counted and paged in the database, with as many questions for two thousand as for two."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta

from sqlalchemy import event, insert

from alerts.joining.join_request import COLD_AFTER
from alerts.people.person import Role
from alerts.vouching.ports import VOUCHES_GIVEN
from alerts.vouching.vouch import Vouch
from alerts.vouching.waiting_queue import QUEUE, QueueCounts, QueuePage, QueueView
from storage.core.core_tables import person
from storage.core.ids import new_id
from storage.joining.tables import join_request
from tests.storage.house import HOLYOKE, NORTHAMPTON, House

MANY = 2_000


async def _waiting(house: House, count: int, town: int = NORTHAMPTON) -> list[int]:
    """So many people who asked, a minute apart, the first of them longest ago."""
    ids = [new_id() for _ in range(count)]
    moments = [house.now - timedelta(minutes=count - place) for place in range(count)]
    async with house.store.write() as session:
        connection = await session.connection()
        people = [{"id": one, "created_at": at, "seen_at": at} for one, at in zip(ids, moments, strict=True)]
        await connection.execute(insert(person), people)
        requests = [
            {"id": new_id(), "person_id": one, "town_id": town, "first_asked_at": at, "asked_at": at}
            for one, at in zip(ids, moments, strict=True)
        ]
        await connection.execute(insert(join_request), requests)
    return ids


def _page(house: House, **more: object) -> QueuePage:
    given: dict[str, object] = {"town_id": NORTHAMPTON, "most": 6, "cold_before": house.now - COLD_AFTER}
    return QueuePage(**(given | more))  # type: ignore[arg-type]


class Questions:
    """How many statements were sent to the database."""

    count = 0


@contextmanager
def _counted(house: House) -> Iterator[Questions]:
    questions = Questions()

    def count(*_: object) -> None:
        questions.count += 1

    event.listen(house.store.engine.sync_engine, "before_cursor_execute", count)
    try:
        yield questions
    finally:
        event.remove(house.store.engine.sync_engine, "before_cursor_execute", count)


@asynccontextmanager
async def _asked(house: House) -> AsyncIterator[Questions]:
    with _counted(house) as questions:
        yield questions


async def test_two_thousand_people_take_no_more_questions_than_ten(house: House) -> None:
    counts = []
    for more in (10, MANY - 10):
        await _waiting(house, more)
        async with house.begin() as uow, _asked(house) as questions:
            found = await QUEUE(uow).counts([NORTHAMPTON, HOLYOKE], house.now - COLD_AFTER)
            page = await QUEUE(uow).page(_page(house))
            many = await QUEUE(uow).page(_page(house, most=25, start=5))
            await QUEUE(uow).vouchers(NORTHAMPTON, 0, 8)
        assert len(page) == 6
        assert many
        counts.append(questions.count)
    assert found[NORTHAMPTON].open == MANY
    assert counts[0] == counts[1] <= 16


async def test_the_queue_is_read_by_its_index(house: House) -> None:
    await _waiting(house, 3)
    async with house.store.read() as session:
        if house.store.engine.dialect.name != "sqlite":
            return
        plan = await (await session.connection()).exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT person_id FROM join_request WHERE town_id = 1 AND declined_at IS NULL"
            " AND batch_id IS NULL ORDER BY first_asked_at LIMIT 6"
        )
        assert "ix_join_request_queue" in " ".join(str(row) for row in plan)


async def test_the_oldest_come_first_and_who_waits_for_three_days_is_cold(house: House) -> None:
    old = await _waiting(house, 2)
    house.now += COLD_AFTER
    new = await _waiting(house, 2)
    async with house.begin() as uow:
        page = await QUEUE(uow).page(_page(house))
        assert [(one.person.id, one.cold) for one in page] == [(one, True) for one in old] + [
            (one, False) for one in new
        ]
        cold = await QUEUE(uow).page(_page(house, view=QueueView.COLD))
        assert [one.person.id for one in cold] == old
        assert [one.person.id for one in await QUEUE(uow).page(_page(house, start=3))] == new[1:]
        assert (await QUEUE(uow).counts([NORTHAMPTON], house.now - COLD_AFTER))[NORTHAMPTON] == QueueCounts(
            open=4, cold=2
        )


async def test_only_the_word_of_who_may_still_vouch_is_counted_and_members_are_in_no_queue(house: House) -> None:
    rosa, _ = await house.someone("501", (Role.MEMBER, NORTHAMPTON))
    cora, _ = await house.someone("502", (Role.COORDINATOR, None))
    gone, _ = await house.someone("503")
    tomas, _ = await house.someone("504", (Role.SUBSCRIBER, NORTHAMPTON))
    [nina] = await _waiting(house, 1)
    async with house.begin() as uow:
        for whom, by in ((nina, rosa), (nina, cora), (nina, gone), (tomas.id, rosa), (cora.id, rosa)):
            await VOUCHES_GIVEN(uow).add(Vouch(person_id=whom, by_id=by.id, town_id=NORTHAMPTON, at=house.now))
        known = await QUEUE(uow).page(_page(house, view=QueueView.VOUCHED))
        assert {(one.person.id, one.vouches, one.by_coordinator) for one in known} == {
            (nina, 2, True), (tomas.id, 1, False),
        }  # fmt: skip
        by_cora = await QUEUE(uow).page(_page(house, voucher_id=cora.id))
        assert [one.person.id for one in by_cora] == [nina]
        waiting = await QUEUE(uow).page(_page(house, voucher_id=rosa.id, waiting_only=True))
        assert [one.person.id for one in waiting] == [nina]
        vouchers = await QUEUE(uow).vouchers(NORTHAMPTON, 0, 8)
        assert (vouchers[0].person.id, vouchers[0].people) == (rosa.id, 2)
        assert (await QUEUE(uow).counts([NORTHAMPTON], house.now))[NORTHAMPTON].vouched == 2
