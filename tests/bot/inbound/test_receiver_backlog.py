"""Bot, receiver and Signal's bridge together: what came by the post, by the socket or both is one message, in order.

The bridge is the drill's; the transport, the receiver's server and the database are the real ones.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from alerts.lines import coverage
from alerts.notices import Text
from bot.drill.signal.server import SignalServer
from bot.inbound.intake import Intake
from bot.inbound.intake_callbacks import IntakeCallbacks
from bot.inbound.receiver_backlog import StoredBacklog
from bot.receiver.commit import Committer
from bot.receiver.server import ReceiverServer
from bot.receiver.uptime import UptimeRecorder
from bot.receiver.write_slot import WriteSlot
from bot.transports.signal import pending
from bot.transports.signal.transport import SignalTransport
from handlers.core.inbound import Inbound, InboundKind
from storage.core import core_tables as t
from storage.database.sqlite_drivers import DriverOptions
from storage.inbox import receiver_envelopes, receiver_uptime
from storage.inbox.inbox import finish
from storage.lines import lines
from tests.bot.fake_transport import until
from tests.storage.house import House

JPEG = b"\xff\xd8\xff\xe0picture"
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def now() -> datetime:
    return datetime.now(UTC)


class Bridge:
    """A town's Signal: the bridge, and whoever listens to it."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.signal = SignalServer()
        self.line_id = 0
        self.heard: list[Inbound] = []
        self.deaf: list[tuple[datetime, datetime]] = []
        self.watch = UptimeRecorder(WriteSlot(house.store), now, timedelta(days=3))
        self.server: ReceiverServer | None = None
        self.bot: SignalTransport | None = None
        self.intake: Intake | None = None
        self._answering: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        await self.signal.start()
        async with self.house.store.write() as session:
            line = await lines.of_account(session, self.house.store.vault, "signal", self.signal.number)
        self.line_id = line.id

    async def receiver_comes(self) -> None:
        """It listens, the bridge posts to it, and it says that it is up."""
        turn = WriteSlot(self.house.store)
        keeper = Committer(self.house.store, turn, self.watch, self.signal.number)
        await keeper.begin()
        self.server = ReceiverServer(keeper)
        await self.server.start("127.0.0.1", 0)
        self.signal.posts_to(f"http://127.0.0.1:{self.server.port}/receive")
        await self.watch.beat()

    async def bot_comes(self, heard_at: datetime | None = None) -> None:
        """A new run of the bot; returns once the bridge has it."""
        self.intake = Intake(
            self.house.store,
            now,
            IntakeCallbacks(
                answer=self._answer,
                acknowledge=self._nothing,
                apologise=self._nothing,
                deaf=self._deaf,
                wake=lambda: None,
            ),
        )
        self.bot = SignalTransport(self.line_id, self.signal.service, self.signal.number, now, heard_at=heard_at)
        self.bot.backlog = StoredBacklog(self.house.store, self.intake, self.line_id, now)
        self._answering = asyncio.create_task(self.intake.run())
        await self.bot.start(self.intake.on(self.line_id), None)

    async def bot_goes(self) -> None:
        """Nothing of it is left running."""
        assert self.bot is not None
        assert self.intake is not None
        assert self._answering is not None
        await self.intake.stop()
        await self._answering
        await self.bot.stop()
        await self.signal.sockets.wait_detached()

    async def end(self) -> None:
        if self.bot is not None:
            await self.bot_goes()
        if self.server is not None:
            await self.server.stop()
        await self.signal.stop()

    async def settled(self) -> None:
        assert self.signal.webhook is not None
        await self.signal.webhook.settled()

    async def left(self) -> int:
        return len(await self.house.rows(t.envelope))

    async def inbox(self) -> list[Any]:
        return await self.house.rows(t.inbox)

    async def answered(self, count: int) -> list[str]:
        """What the bot answered, in order, once it is so many and no letter is left."""
        await until(lambda: len(self.heard) >= count)
        async with asyncio.timeout(30):
            while await self.left():  # noqa: ASYNC110 - what is waited for stands in a database
                await asyncio.sleep(0.005)
        return [inbound.text for inbound in self.heard]

    async def _answer(self, inbound: Inbound, inbox_id: int) -> Text | None:
        async with self.house.store.write() as session:
            assert await finish(session, inbox_id, now())
        self.heard.append(inbound)
        return None

    async def _nothing(self, *_: object) -> None:
        """Nobody waits."""

    async def _deaf(self, line_id: int, since: datetime, until_: datetime) -> None:
        assert line_id == self.line_id
        self.deaf.append((since, until_))


@pytest.fixture
async def bridge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bridge]:
    monkeypatch.setattr(pending, "LOOK", 0.02)
    house = await House.open(tmp_path, DriverOptions.PLAIN)
    made = Bridge(house)
    await made.begin()
    yield made
    await made.end()
    await house.store.close()


async def test_what_was_said_while_no_bot_was_there_is_answered_by_the_next_one_in_order(bridge: Bridge) -> None:
    await bridge.receiver_comes()
    jean = bridge.signal.add_user("Jean", number="+12025550147")
    said = [await jean.says(f"message {number}") for number in range(60)]
    await bridge.settled()
    assert bridge.signal.dropped == 60, "the bridge itself lost them all"
    await bridge.bot_comes()
    assert await bridge.answered(60) == [f"message {number}" for number in range(60)]
    first = bridge.heard[0]
    assert (first.dedup, first.sender, first.chat) == (f"{jean.uuid}:{said[0].ref}", jean.uuid, jean.uuid)
    assert (first.sender_number, first.line_id, first.private) == ("", bridge.line_id, True)
    assert first.sent_at.timestamp() == pytest.approx(int(said[0].ref) / 1000)


async def test_what_came_both_ways_is_one_message(bridge: Bridge) -> None:
    await bridge.receiver_comes()
    await bridge.bot_comes()
    jean = bridge.signal.add_user("Jean")
    group = bridge.signal.add_group("Northampton", [jean], [jean])
    await jean.says("hello")
    question = bridge.signal.add_user("Us")
    shown = await question.says("a question")
    await jean.reacts("👍", shown)
    await jean.sends_photo(JPEG, "the vans")
    await jean.says("in the group", group=group)
    await jean.edits(await jean.says("two"), "three")
    await bridge.settled()
    texts = await bridge.answered(7)
    assert sorted(texts) == sorted(["hello", "a question", "👍", "the vans", "in the group", "two", "three"])
    assert len(await bridge.inbox()) == 7


async def test_every_kind_comes_by_the_post_as_it_comes_by_the_socket(bridge: Bridge) -> None:
    await bridge.receiver_comes()
    jean = bridge.signal.add_user("Jean", number="+12025550147")
    group = bridge.signal.add_group("Northampton", [jean], [jean])
    own = await jean.says("hello")
    first = own.ref
    await jean.says("I mean this", own)
    await jean.edits(own, "hello there")
    await jean.reacts("👎", own)
    await jean.sends_photo(JPEG, "the vans")
    await jean.sends_voice(b"voice")
    await jean.sends_sticker()
    await jean.says("in the group", group=group)
    await jean.deletes(own)
    await bridge.settled()
    await bridge.bot_comes()
    await bridge.answered(8)
    kinds = [(heard.kind, heard.text, heard.edited, heard.private) for heard in bridge.heard]
    assert kinds == [
        (InboundKind.TEXT, "hello", False, True),
        (InboundKind.TEXT, "I mean this", False, True),
        (InboundKind.TEXT, "hello there", True, True),
        (InboundKind.REACTION, "👎", False, True),
        (InboundKind.PHOTO, "the vans", False, True),
        (InboundKind.VOICE, "", False, True),
        (InboundKind.OTHER, "", False, True),
        (InboundKind.TEXT, "in the group", False, False),
    ]
    assert (bridge.heard[1].quote, bridge.heard[3].quote) == (first, own.ref)
    assert bridge.bot is not None
    assert await bridge.bot.fetch(bridge.heard[4].media) == JPEG


async def test_what_the_socket_never_brought_comes_by_the_post_a_moment_later(bridge: Bridge) -> None:
    await bridge.receiver_comes()
    await bridge.bot_comes()
    await bridge.signal.sockets.wait_attached()
    assert bridge.signal.webhook is not None
    bridge.signal.webhook._push = lambda frame: True
    await bridge.signal.add_user("Jean").says("the socket hangs")
    assert await bridge.answered(1) == ["the socket hangs"]


async def test_what_was_said_before_the_bot_came_goes_before_what_it_hears_itself(bridge: Bridge) -> None:
    await bridge.receiver_comes()
    jean = bridge.signal.add_user("Jean")
    await bridge.bot_comes()
    for number in range(5):
        await bridge.bot_goes()
        await jean.says(f"{number} away")
        coming = asyncio.create_task(bridge.bot_comes())
        await bridge.signal.sockets.wait_attached(connections=number + 2)
        await jean.says(f"{number} there")
        await coming
    await bridge.settled()
    texts = await bridge.answered(10)
    assert texts == [f"{number} {where}" for number in range(5) for where in ("away", "there")]


async def test_what_cannot_be_read_is_told_and_keeps_nothing_behind_it_waiting(bridge: Bridge) -> None:
    await bridge.receiver_comes()
    vault, line = bridge.house.store.vault, bridge.line_id
    junk: list[dict[str, Any]] = [
        {"envelope": {"dataMessage": {"message": "whose?"}}},
        {"envelope": {"sourceUuid": "x", "dataMessage": {"message": 5, "timestamp": "when?"}}},
        {"envelope": {"dataMessage": {"attachments": 7, "timestamp": 1}, "timestamp": 1}},
        {"envelope": {"sourceUuid": "x", "timestamp": 2}, "exception": {"type": "ProtocolNoSessionException"}},
        {"envelope": None},
    ]
    async with bridge.house.store.write() as session:
        for frame in junk:
            await receiver_envelopes.keep(session, vault, line, frame, LONG_AGO)
    [*_, last] = await bridge.house.rows(t.envelope)
    await bridge.house.set(t.envelope, t.envelope.c.id == last.id, frame=b"spoiled")
    await bridge.signal.add_user("Jean").says("the secret corner")
    await bridge.settled()
    with capture_logs() as told:
        await bridge.bot_comes()
        heard = await bridge.answered(6)
        assert [words for words in heard if words] == ["the secret corner"]
    assert [entry["event"] for entry in told].count("signal.unheard") == 5


async def test_what_could_not_be_decrypted_while_the_bot_was_away_is_told_with_who_sent_it(bridge: Bridge) -> None:
    await bridge.receiver_comes()
    jean, world = bridge.signal.add_user("Jean"), bridge.signal.world
    frame = {"account": bridge.signal.number, "envelope": world.envelope(jean, world.stamp(), {})}
    world.push(frame | {"exception": {"type": "UntrustedIdentityException", "message": "Untrusted identity"}})
    await jean.says("hello?")
    await bridge.settled()
    await bridge.bot_comes()
    assert await bridge.answered(2) == ["", "hello?"]
    unheard = next(one for one in bridge.heard if one.kind is InboundKind.UNHEARD)
    assert (unheard.sender, unheard.private) == (jean.uuid, True)


async def test_an_echo_of_our_own_other_device_is_not_heard(bridge: Bridge) -> None:
    await bridge.receiver_comes()
    number = bridge.signal.number
    data = {"timestamp": 5, "message": "/stop"}
    frame = {"account": number, "envelope": {"source": number, "timestamp": 5, "dataMessage": data}}
    async with bridge.house.store.write() as session:
        await receiver_envelopes.keep(session, bridge.house.store.vault, bridge.line_id, frame, LONG_AGO)
    await bridge.signal.add_user("Jean").says("hello")
    await bridge.settled()
    await bridge.bot_comes()
    assert await bridge.answered(1) == ["hello"]


async def test_a_crash_between_commit_and_letting_go_repeats_nothing(bridge: Bridge) -> None:
    await bridge.receiver_comes()
    await bridge.signal.add_user("Jean").says("once")
    await bridge.settled()
    [letter] = await bridge.house.rows(t.envelope)
    await bridge.bot_comes()
    await bridge.answered(1)
    await bridge.bot_goes()
    async with bridge.house.store.write() as session:
        await (await session.connection()).execute(t.envelope.insert().values(**letter._asdict()))
    await bridge.bot_comes()
    await bridge.signal.add_user("Rosa").says("twice")
    assert await bridge.answered(2) == ["once", "twice"]


async def test_letters_that_cannot_be_taken_wait_and_hold_up_no_socket(
    bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    await bridge.receiver_comes()
    await bridge.signal.add_user("Jean").says("by the post")
    await bridge.settled()
    forget = receiver_envelopes.forget

    async def failing(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(receiver_envelopes, "forget", failing)
    await bridge.bot_comes()
    await bridge.signal.add_user("Rosa").says("by the socket")
    await until(lambda: [heard.text for heard in bridge.heard] == ["by the socket"])
    assert bridge.bot is not None
    assert bridge.bot.heard_at is not None
    monkeypatch.setattr(receiver_envelopes, "forget", forget)
    assert sorted(await bridge.answered(2)) == ["by the post", "by the socket"]


async def said_before(bridge: Bridge) -> None:
    """Somebody wrote, and both the bot and the receiver have it."""
    await bridge.bot_comes()
    await bridge.signal.add_user("Marisol").says("before")
    await bridge.settled()
    await bridge.answered(1)
    await bridge.watch.beat()
    await bridge.bot_goes()


async def test_a_gap_in_which_the_receiver_was_up_is_told_to_nobody(
    bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    # This receiver says that it is up where the test lets it, and a busy machine may take long from one to the next.
    monkeypatch.setattr(coverage, "LATE", timedelta(minutes=1))
    await bridge.receiver_comes()
    await said_before(bridge)
    gap = now()
    await bridge.signal.add_user("Jean").says("meanwhile")
    await bridge.settled()
    await bridge.bot_comes(heard_at=gap)
    await bridge.answered(2)
    assert bridge.bot is not None
    assert bridge.bot.heard_at == gap, "not known yet: a crash now would have to ask again"
    async with asyncio.timeout(30):
        while bridge.bot.heard_at == gap:
            await bridge.watch.beat()
    assert bridge.deaf == []


async def test_of_a_gap_only_the_part_without_a_receiver_is_told(bridge: Bridge) -> None:
    await bridge.receiver_comes()
    await said_before(bridge)
    coming, since = now(), now() - timedelta(hours=1)
    await bridge.house.set(t.receiver, since=coming - timedelta(minutes=50), seen_at=coming - timedelta(minutes=30))
    async with bridge.house.store.write() as session:
        row = await receiver_uptime.begin(session, bridge.line_id, coming - timedelta(minutes=20))
        await receiver_uptime.renew(session, [row], coming + timedelta(hours=1))
    await bridge.bot_comes(heard_at=since)
    await until(lambda: len(bridge.deaf) == 2)
    spans = [tuple(round((coming - moment).total_seconds() / 60) for moment in window) for window in bridge.deaf]
    assert spans == [(60, 50), (30, 20)]


async def test_a_receiver_that_the_bridge_was_never_told_of_covers_nothing(bridge: Bridge) -> None:
    await said_before_without_posts(bridge)
    async with bridge.house.store.write() as session:
        row = await receiver_uptime.begin(session, bridge.line_id, now() - timedelta(hours=2))
        await receiver_uptime.renew(session, [row], now() + timedelta(hours=1))
    since = now() - timedelta(hours=1)
    with capture_logs() as told:
        await bridge.bot_comes(heard_at=since)
        await until(lambda: len(bridge.deaf) == 1)
    assert bridge.deaf[0][0] == since
    assert "receiver.not_posted_to" in [entry["event"] for entry in told]


async def said_before_without_posts(bridge: Bridge) -> None:
    await bridge.bot_comes()
    await bridge.signal.add_user("Marisol").says("before")
    await until(lambda: len(bridge.heard) == 1)
    await bridge.bot_goes()


async def test_without_any_receiver_the_whole_gap_is_told_at_once(bridge: Bridge) -> None:
    since = now() - timedelta(hours=1)
    await bridge.bot_comes(heard_at=since)
    await until(lambda: len(bridge.deaf) == 1)
    assert bridge.deaf[0][0] == since


async def test_a_gap_whose_receiver_fell_silent_is_told_in_the_end(
    bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    await bridge.receiver_comes()
    await said_before(bridge)
    gap = now()
    monkeypatch.setattr(coverage, "LATE", timedelta(seconds=0.3))
    await bridge.bot_comes(heard_at=gap)
    await until(lambda: len(bridge.deaf) == 1)
    since, until_ = bridge.deaf[0]
    assert since == gap
    assert until_ <= now()
