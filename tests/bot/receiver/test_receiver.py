"""The receiver: what the bridge posts is committed before it is told so, and whatever is wrong is said at once."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.receiver import write_slot as turns
from bot.receiver.commit import Committer
from bot.receiver.posted_frames import Frame, NotAFrame, frame_of
from bot.receiver.server import LARGEST, CannotListen, ReceiverServer
from bot.receiver.uptime import UNREAD, UptimeRecorder
from bot.receiver.write_slot import WriteSlot
from storage.core import core_tables as t
from storage.database.sqlite_drivers import DriverOptions
from storage.inbox import receiver_envelopes, receiver_uptime
from storage.lines import lines
from tests.storage.house import House

NUMBER = "+14135550100"
"""The house's line on Signal."""
SECRET = "0123456789abcdef"
ROSA = "7b0e3a52-0000-4000-8000-000000000001"


def said(text: str = "two vans", **changes: Any) -> dict[str, Any]:
    """An envelope in which somebody says this."""
    data = {"timestamp": 5, "message": text, "expiresInSeconds": 0, "viewOnce": False}
    whose = {"source": "+14135550147", "sourceNumber": "+14135550147", "sourceUuid": ROSA, "sourceName": "Rosa"}
    return {**whose, "sourceDevice": 1, "timestamp": 5, "dataMessage": data, **changes}


def posted(envelope: dict[str, Any], account: str | None = NUMBER) -> bytes:
    """What the bridge posts, byte for byte."""
    params = {"envelope": envelope} | ({"account": account} if account else {})
    return (json.dumps({"jsonrpc": "2.0", "method": "receive", "params": params}) + "\n").encode()


@dataclass
class Desk:
    """A receiver on a house, and a bridge that posts to it."""

    house: House
    server: ReceiverServer
    watch: UptimeRecorder
    session: aiohttp.ClientSession

    async def posts(self, body: bytes, path: str = "/receive", **headers: str) -> int:
        """The status it is answered with."""
        url = f"http://127.0.0.1:{self.server.port}{path}"
        given = {"Content-Type": "application/json"} | headers
        async with self.session.post(url, data=io.BytesIO(body), headers=given) as answer:
            await answer.read()
            return answer.status

    async def kept(self) -> list[Any]:
        """The frames that wait."""
        async with self.house.store.read() as session:
            found = await receiver_envelopes.waiting(session, self.house.store.vault, self.house.signal, 100)
        return [one.frame for one in found]

    async def texts(self) -> list[str]:
        return [frame["envelope"]["dataMessage"]["message"] for frame in await self.kept()]

    async def watched(self) -> list[tuple[float, float]]:
        """The times that it was up, in seconds before now."""
        now = self.house.now
        rows = await self.house.rows(t.receiver)
        return [((now - row.since).total_seconds(), (now - row.seen_at).total_seconds()) for row in rows]


async def opened(house: House, secret: str = "") -> Desk:
    turn = WriteSlot(house.store)
    watch = UptimeRecorder(turn, house.clock, timedelta(days=3))
    keeper = Committer(house.store, turn, watch, NUMBER)
    server = ReceiverServer(keeper, secret)
    await keeper.begin()
    await server.start("127.0.0.1", 0)
    await watch.beat()
    return Desk(house, server, watch, aiohttp.ClientSession())


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    house = await House.open(tmp_path, DriverOptions.PLAIN)
    made = await opened(house)
    yield made
    await made.session.close()
    await made.server.stop()
    await house.store.close()


async def test_it_is_committed_before_it_is_answered(desk: Desk) -> None:
    assert await desk.posts(posted(said("two vans"))) == 200
    assert await desk.texts() == ["two vans"]


async def test_the_socket_s_form_and_a_subscription_s_are_taken_too(desk: Desk) -> None:
    bare = {"account": NUMBER, "envelope": said("bare")}
    inner = {"account": NUMBER, "envelope": said("subscribed")}
    wrapped = {"jsonrpc": "2.0", "method": "receive", "params": {"subscription": 0, "result": inner}}
    assert await desk.posts(json.dumps(bare).encode(), **{"Content-Type": "text/plain"}) == 200
    assert await desk.posts(json.dumps(wrapped).encode(), "/receive/") == 200
    assert await desk.posts(posted(said("nameless"), account=None)) == 200
    assert await desk.texts() == ["bare", "subscribed", "nameless"]


async def test_the_order_of_the_posts_is_kept_and_a_post_that_comes_twice_is_one(desk: Desk) -> None:
    for number in (0, 1, 2, 1, 3):
        assert await desk.posts(posted(said(str(number)))) == 200
    assert await desk.texts() == ["0", "1", "2", "3"]


@pytest.mark.parametrize(
    "envelope",
    [
        {"receiptMessage": {"when": 5, "isDelivery": True, "timestamps": [4]}},
        {"typingMessage": {"action": "STARTED", "timestamp": 5}},
        {"syncMessage": {"sentMessage": {"message": "/stop", "timestamp": 5}}},
        {"callMessage": {}},
        {"dataMessage": None},
        {"source": NUMBER, "sourceNumber": NUMBER, "dataMessage": {"message": "our own", "timestamp": 5}},
        {},
    ],
)
async def test_what_nobody_said_is_answered_and_not_kept(desk: Desk, envelope: dict[str, Any]) -> None:
    assert await desk.posts(posted({"source": ROSA, "sourceUuid": ROSA, "timestamp": 5} | envelope)) == 200
    assert await desk.kept() == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"what?",
        b"\xff\xfe\x00",
        b"[]",
        b'"envelope"',
        b"null",
        b"17",
        b"{}",
        b'{"envelope": []}',
        b'{"account": 7, "envelope": {}}',
        b'{"jsonrpc": "2.0", "method": "receive", "params": null}',
        b'{"params": {"result": {}}}',
        b'{"envelope": {"timestamp": NaN}}',
        b"[" * 100_000,
        b'{"envelope": {"a": ' + b"[" * 50_000 + b"]" * 50_000 + b"}}",
        b'{"envelope": {"timestamp": ' + b"9" * 5000 + b"}}",
    ],
    ids=range(16),
)
async def test_junk_is_refused_and_the_next_one_is_heard(desk: Desk, body: bytes) -> None:
    assert await desk.posts(body) == 400
    assert await desk.posts(posted(said())) == 200
    assert len(await desk.kept()) == 1


async def test_one_that_is_too_large_is_refused(desk: Desk) -> None:
    assert await desk.posts(posted(said("x" * LARGEST))) == 413
    assert await desk.kept() == []
    assert await desk.posts(posted(said("x" * (LARGEST // 2)))) == 200


async def test_a_number_of_no_line_is_refused_and_two_lines_are_told_apart(desk: Desk) -> None:
    assert await desk.posts(posted(said(), "+14135550999")) == 404
    async with desk.house.store.write() as session:
        other = await lines.of_account(session, desk.house.store.vault, "signal", "+14135550999")
    assert await desk.posts(posted(said("for the other"), "+14135550999")) == 200
    assert await desk.posts(posted(said("for us"))) == 200
    rows = await desk.house.rows(t.envelope)
    assert sorted(row.line_id for row in rows) == sorted([desk.house.signal, other.id])
    await desk.watch.beat()
    assert {row.line_id for row in await desk.house.rows(t.receiver)} == {desk.house.signal, other.id}


async def test_a_telegram_bot_s_id_is_no_account_of_signal(desk: Desk) -> None:
    assert await desk.posts(posted(said(), "77")) == 404


async def test_no_browser_and_no_other_path_or_method(desk: Desk) -> None:
    assert await desk.posts(posted(said()), Origin="http://127.0.0.1") == 403
    assert await desk.posts(posted(said()), "/") == 404
    assert await desk.posts(posted(said()), "/receive/guessed") == 404
    async with desk.session.get(f"http://127.0.0.1:{desk.server.port}/receive") as answer:
        assert answer.status == 405
    assert await desk.kept() == []


async def test_with_a_secret_only_its_path_is_answered(tmp_path: Path) -> None:
    house = await House.open(tmp_path, DriverOptions.PLAIN)
    desk = await opened(house, SECRET)
    try:
        for path in ("/receive", "/receive/", "/receive/0123456789abcdeF", f"/receive/{SECRET}/x"):
            assert await desk.posts(posted(said()), path) == 404
        assert await desk.kept() == []
        assert await desk.posts(posted(said()), f"/receive/{SECRET}") == 200
    finally:
        await desk.session.close()
        await desk.server.stop()
        await house.store.close()


async def test_a_database_that_stays_locked_is_said_and_the_next_post_is_kept(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "TIMEOUT", 0.05)
    another = await House.open_again(desk.house)
    async with another.store.write() as session:
        await (await session.connection()).execute(t.deadline.delete())
        with capture_logs() as told:
            assert await desk.posts(posted(said("refused"))) == 503
    assert [entry["event"] for entry in told] == ["receiver.not_kept", "receiver.refused"]
    assert await desk.posts(posted(said("kept"))) == 200
    assert await desk.texts() == ["kept"]
    await another.store.close()


async def test_a_database_that_is_locked_for_a_moment_only_takes_a_moment(desk: Desk) -> None:
    another = await House.open_again(desk.house)
    async with another.store.write() as session:
        await (await session.connection()).execute(t.deadline.delete())
        posting = asyncio.create_task(desk.posts(posted(said())))
        await asyncio.wait((posting,), timeout=0.1)
        assert not posting.done()
    assert await posting == 200
    await another.store.close()


async def test_a_taken_port_is_told(desk: Desk) -> None:
    with pytest.raises(CannotListen):
        await ReceiverServer(desk.server._committer).start("127.0.0.1", desk.server.port)


async def test_it_says_until_when_it_was_up(desk: Desk) -> None:
    desk.house.forward(seconds=10)
    await desk.watch.beat()
    desk.house.forward(seconds=2)
    assert await desk.watched() == [(12, 2 + UNREAD.total_seconds())]


async def test_while_something_arrives_nobody_is_told_that_it_is_kept(desk: Desk) -> None:
    desk.house.forward(seconds=10)
    with desk.watch.arriving():
        desk.house.forward(seconds=10)
        await desk.watch.beat()
        assert await desk.watched() == [(20, 10)]
    await desk.watch.beat()
    assert await desk.watched() == [(20, UNREAD.total_seconds())]


async def test_a_post_that_was_not_kept_ends_the_time_before_it(desk: Desk) -> None:
    desk.house.forward(seconds=10)
    await desk.watch.beat()
    with pytest.raises(OSError, match="disk"), desk.watch.arriving():
        raise OSError("the disk is full")
    desk.house.forward(seconds=10)
    await desk.watch.beat()
    desk.house.forward(seconds=5)
    await desk.watch.beat()
    unread = UNREAD.total_seconds()
    assert await desk.watched() == [(25, 15 + unread), (5, unread)]


async def test_a_time_that_began_while_a_post_was_lost_does_not_count(desk: Desk) -> None:
    desk.watch._running.clear()
    written = desk.watch._write

    async def meanwhile(session: Any) -> Any:
        done = await written(session)
        with pytest.raises(OSError, match="disk"), desk.watch.arriving():
            raise OSError("the disk is full")
        return done

    desk.watch._write = meanwhile  # type: ignore[method-assign]
    await desk.watch.beat()
    desk.watch._write = written  # type: ignore[method-assign]
    desk.house.forward(seconds=5)
    await desk.watch.beat()
    assert (0, 0) in await desk.watched()


async def test_every_post_shows_that_the_bridge_knows_us(desk: Desk) -> None:
    assert [row.posted_at for row in await desk.house.rows(t.receiver)] == [None]
    desk.house.forward(seconds=3)
    receipt = {"source": ROSA, "receiptMessage": {"isDelivery": True}}
    assert await desk.posts(posted(receipt)) == 200
    await desk.watch.beat()
    assert [row.posted_at for row in await desk.house.rows(t.receiver)] == [desk.house.now]
    desk.house.forward(seconds=3)
    await desk.posts(posted(said()))
    await desk.watch.beat()
    assert [row.posted_at for row in await desk.house.rows(t.receiver)] == [desk.house.now]


async def test_what_is_posted_while_a_beat_is_written_is_in_the_next_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    renew = receiver_uptime.renew

    async def meanwhile(*given: Any) -> None:
        await renew(*given)
        desk.watch.posted(desk.house.signal, desk.house.now)
        desk.watch.posted(desk.house.telegram, desk.house.now)

    monkeypatch.setattr(receiver_uptime, "renew", meanwhile)
    await desk.watch.beat()
    assert [row.posted_at for row in await desk.house.rows(t.receiver)] == [None]
    monkeypatch.setattr(receiver_uptime, "renew", renew)
    await desk.watch.beat()
    assert [row.posted_at for row in await desk.house.rows(t.receiver)] == [desk.house.now] * 2


async def test_what_no_bot_comes_for_goes_after_the_retention(desk: Desk) -> None:
    await desk.posts(posted(said("old")))
    desk.house.forward(days=2)
    await desk.posts(posted(said("newer")))
    desk.house.forward(days=1, hours=1)
    await desk.watch.beat()
    assert await desk.texts() == ["newer"]
    assert desk.house.path.with_name(f"{desk.house.path.name}-wal").stat().st_size == 0


async def test_it_writes_on_after_trouble_and_once_more_at_the_end(desk: Desk) -> None:
    desk.watch._every = 0.0
    written, failures = desk.watch._write, 2

    async def failing(session: Any) -> Any:
        nonlocal failures
        failures -= 1
        if failures >= 0:
            raise OSError("the disk is full")
        desk.watch.stop()
        return await written(session)

    desk.watch._write = failing  # type: ignore[method-assign]
    desk.house.forward(seconds=10)
    with capture_logs() as told:
        await desk.watch.run()
    assert [entry["event"] for entry in told] == ["receiver.not_written"] * 2
    assert await desk.watched() == [(10, UNREAD.total_seconds())]


async def test_no_words_names_or_numbers_reach_a_log(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    secret = said("canary at Elm & 3rd", sourceName="Canaria")
    with capture_logs() as told:
        await desk.posts(posted(secret))
        await desk.posts(posted(secret, "+14135550999"))
        await desk.posts(b"canary" + posted(secret))
        await desk.posts(posted(secret), "/receive/canary")
        await desk.watch.beat()
    lines = json.dumps([*told, *(record.getMessage() for record in caplog.records)], default=str).lower()
    assert len(told) == 3
    assert "canar" not in lines
    # The whole of each number: three digits of one stand in any identity or moment.
    assert not [number for number in ("4135550100", "4135550147", "4135550999") if number in lines]


def test_who_has_a_uuid_is_kept_without_a_number() -> None:
    quote = {"id": 5, "author": "+14135550111", "authorNumber": "+14135550111", "authorUuid": ROSA, "text": "x"}
    mention = {"name": "+14135550112", "number": "+14135550112", "uuid": ROSA, "start": 0, "length": 1}
    reaction = {"emoji": "👍", "targetAuthor": "+14135550113", "targetAuthorNumber": "+14135550113"}
    data = {"message": "hi", "quote": quote, "mentions": [mention], "contacts": [{"phone": "+14135550114"}]}
    frame = Frame(NUMBER, said() | {"dataMessage": data | {"reaction": reaction | {"targetAuthorUuid": ROSA}}})
    assert "+1413555011" not in json.dumps(frame.kept(NUMBER))
    assert "+14135550147" not in json.dumps(frame.kept(NUMBER))
    edit = said(dataMessage=None, editMessage={"targetSentTimestamp": 5, "dataMessage": data})
    assert "+14135550114" not in json.dumps(Frame(NUMBER, edit).kept(NUMBER))
    assert frame.envelope["source"] == "+14135550147", "what was posted is left as it was"


def test_who_is_mentioned_keeps_the_name_that_the_desk_reads() -> None:
    mention = {"name": "Ana", "number": "+14135550112", "uuid": ROSA, "start": 0, "length": 1}
    kept = json.dumps(Frame(NUMBER, said(dataMessage={"message": "\ufffc", "mentions": [mention]})).kept(NUMBER))
    assert '"name": "Ana"' in kept
    assert "+14135550112" not in kept


@pytest.mark.parametrize(
    "beside",
    [
        {"exception": {"type": "UntrustedIdentityException", "message": "+14135550147"}},
        {"exception": {"message": "+14135550147"}},
    ],
    ids=str,
)
async def test_what_the_bridge_could_not_decrypt_is_kept_with_who_sent_it(desk: Desk, beside: dict[str, Any]) -> None:
    envelope = {"source": "+14135550147", "sourceUuid": ROSA, "sourceNumber": "+14135550147", "timestamp": 5}
    body = json.dumps({"params": {"account": NUMBER, "envelope": envelope} | beside}).encode()
    assert await desk.posts(body) == 200
    [kept] = await desk.kept()
    assert kept["envelope"]["sourceUuid"] == ROSA
    assert "+14135550147" not in json.dumps(kept)


async def test_what_came_for_our_account_in_no_known_shape_is_kept_as_unreadable(desk: Desk) -> None:
    assert await desk.posts(json.dumps({"params": {"account": NUMBER, "envelope": 5}}).encode()) == 200
    assert [kept["exception"] for kept in await desk.kept()] == [{"type": "Unreadable"}]


def test_who_has_no_uuid_is_known_by_the_number_alone() -> None:
    frame = Frame(NUMBER, said(sourceUuid=None))
    assert frame.kept(NUMBER)["envelope"]["sourceNumber"] == "+14135550147"


def test_half_a_character_is_kept() -> None:
    for half in (b"\\ud83d", b"\xed\xa0\xbd"):
        frame = frame_of(b'{"envelope": {"dataMessage": {"message": "' + half + b'"}}}')
        assert frame.envelope["dataMessage"]["message"] == "\ud83d"
    with pytest.raises(NotAFrame):
        frame_of(b'{"envelope": {"dataMessage": {"message": "\xff"}}}')
