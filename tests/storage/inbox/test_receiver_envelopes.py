"""Envelopes wait in their order, once each, and the times of a receiver are told apart by line."""

from datetime import timedelta

from alerts.lines.coverage import Span
from alerts.upkeep.ports import PURGE
from storage.core import core_tables as t
from storage.inbox import receiver_envelopes, receiver_uptime
from storage.inbox.inbox import Arrived
from storage.inbox.inbox import keep as keep_message
from tests.storage.house import House

FRAME = {"account": "+14135550100", "envelope": {"timestamp": 5, "dataMessage": {"message": "vans \ud83d at 3rd"}}}
SECOND = timedelta(seconds=1)


async def kept(house: House, *texts: str, line: int = 0) -> list[bool]:
    async with house.store.write() as session:
        return [
            await receiver_envelopes.keep(
                session, house.store.vault, line or house.signal, {"envelope": text}, house.now
            )
            for text in texts
        ]


async def waiting(house: House, line: int = 0, limit: int = 10) -> list[receiver_envelopes.PostedEnvelope]:
    async with house.store.read() as session:
        return await receiver_envelopes.waiting(session, house.store.vault, line or house.signal, limit)


async def test_what_was_kept_comes_back_as_it_was_in_the_order_of_arrival(house: House) -> None:
    async with house.store.write() as session:
        await receiver_envelopes.keep(session, house.store.vault, house.signal, FRAME, house.now)
    before = house.now
    house.forward(seconds=1)
    await kept(house, "second", "third")
    found = await waiting(house)
    assert [one.frame for one in found] == [FRAME, {"envelope": "second"}, {"envelope": "third"}]
    assert [one.received_at for one in found] == [before, house.now, house.now]
    assert await waiting(house, limit=1) == found[:1]


async def test_the_same_frame_twice_is_kept_once_on_each_line(house: House) -> None:
    assert await kept(house, "one", "one") == [True, False]
    house.forward(minutes=5)
    assert await kept(house, "one") == [False]
    assert await kept(house, "one", line=house.telegram) == [True]
    assert len(await waiting(house)) == len(await waiting(house, house.telegram)) == 1


async def test_what_is_taken_is_gone_and_nothing_else(house: House) -> None:
    await kept(house, "one", "two", "three")
    first, second, _ = await waiting(house)
    async with house.store.write() as session:
        await receiver_envelopes.forget(session, [first.id, second.id])
    assert [one.frame for one in await waiting(house)] == [{"envelope": "three"}]


async def test_one_that_does_not_open_keeps_nobody_waiting(house: House) -> None:
    await kept(house, "one", "two")
    [first, _] = await waiting(house)
    await house.set(t.envelope, t.envelope.c.id == first.id, frame=b"spoiled")
    assert [one.frame for one in await waiting(house)] == [None, {"envelope": "two"}]


async def test_they_go_with_the_messages(house: House) -> None:
    await kept(house, "old")
    async with house.store.write() as session:
        await receiver_uptime.begin(session, house.signal, house.now)
    house.forward(days=3)
    await kept(house, "new")
    async with house.store.write() as session:
        await receiver_uptime.begin(session, house.signal, house.now)
    async with house.begin() as uow:
        await PURGE(uow).mail(house.now - timedelta(days=1))
    assert [one.frame for one in await waiting(house)] == [{"envelope": "new"}]
    [row] = await house.rows(t.receiver)
    assert row.since == house.now


async def test_a_time_grows_while_it_is_renewed_and_never_shrinks(house: House) -> None:
    begun = house.now
    async with house.store.write() as session:
        row = await receiver_uptime.begin(session, house.signal, begun)
        other = await receiver_uptime.begin(session, house.telegram, begun)
        await receiver_uptime.renew(session, [row], begun + 5 * SECOND)
        await receiver_uptime.renew(session, [row], begun + 2 * SECOND)
        await receiver_uptime.posted(session, row, begun + 3 * SECOND)
    async with house.store.read() as session:
        known = await receiver_uptime.record(session, house.signal, begun + 4 * SECOND)
        assert known.watched == (Span(since=begun, until=begun + 5 * SECOND),)
        assert known.posted_at == begun + 3 * SECOND
        assert (await receiver_uptime.record(session, house.signal, begun + 6 * SECOND)).watched == ()
    rows = {row.id: row for row in await house.rows(t.receiver)}
    assert (rows[other].seen_at, rows[other].posted_at) == (begun, None)


async def test_a_new_time_remembers_that_the_bridge_posts(house: House) -> None:
    async with house.store.write() as session:
        first = await receiver_uptime.begin(session, house.signal, house.now)
        await receiver_uptime.posted(session, first, house.now)
        await receiver_uptime.begin(session, house.signal, house.now + 9 * SECOND)
    assert [row.posted_at for row in await house.rows(t.receiver)] == [house.now, house.now]


async def test_the_newest_message_is_the_lines_own_and_by_its_arrival(house: House) -> None:
    async def heard(line: int, dedup: str, minutes: int) -> None:
        message = Arrived(
            line_id=line,
            dedup=dedup,
            sender="rosa",
            sent_at=house.now,
            body={},
            received_at=house.now + timedelta(minutes=minutes),
        )
        async with house.store.write() as session:
            await keep_message(session, house.store.vault, [message], house.now + timedelta(hours=5))

    async with house.store.read() as session:
        assert (await receiver_uptime.record(session, house.signal, house.now)).heard_at is None
    await heard(house.signal, "1", 1)
    await heard(house.signal, "2", 0)
    await heard(house.telegram, "3", 2)
    async with house.store.read() as session:
        known = await receiver_uptime.record(session, house.signal, house.now)
    assert known.heard_at == house.now + timedelta(minutes=1)
