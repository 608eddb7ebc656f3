import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from alerts.notices import Text, text
from alerts.people.person import Role
from bot.inbound.answering_slots import SIDE_BY_SIDE, STRANGERS
from bot.inbound.codec import dump, load
from bot.inbound.intake import Intake
from bot.inbound.intake_callbacks import IntakeCallbacks
from bot.transports.base import NotKept
from handlers.core.inbound import Inbound, InboundKind
from storage.core import core_tables as t
from storage.inbox.inbox import finish
from storage.inbox.ranks import Rank
from tests.bot.fake_transport import until
from tests.storage.mailbox import Mailbox


@pytest.fixture
async def mailbox(tmp_path: Path) -> AsyncIterator[Mailbox]:
    opened = await Mailbox.open(tmp_path)
    yield opened
    await opened.store.close()


class Router:
    """Answers as the real one does: in one transaction with the end of the inbox row."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox
        self.heard: list[str] = []
        self.tries: list[str] = []
        self.faults: dict[str, int] = {}
        """How often a text makes the handler fail; -1: always."""
        self.fault: Exception = LookupError("never shown")
        self.hang: set[str] = set()
        self.gate = asyncio.Event()
        self.gate.set()
        self.at_once = self.most_at_once = 0
        self.ends = True
        self.toast: Text | None = None
        self.sorry: list[str] = []
        self.ended: list[tuple[str, Text | None]] = []
        self.gaps: list[tuple[int, datetime, datetime]] = []
        self.wakes = 0

    async def answer(self, inbound: Inbound, inbox_id: int) -> Text | None:
        self.tries.append(inbound.text)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await self.gate.wait()
            if inbound.text in self.hang:
                await asyncio.Event().wait()
            async with self.mailbox.store.write() as session:
                if self.faults.get(inbound.text, 0):
                    self.faults[inbound.text] -= 1
                    raise self.fault
                if self.ends:
                    assert await finish(session, inbox_id, self.mailbox.now)
            self.heard.append(inbound.text)
            return self.toast
        finally:
            self.at_once -= 1

    async def acknowledge(self, inbound: Inbound, toast: Text | None) -> None:
        self.ended.append((inbound.tap_id, toast))

    async def apologise(self, inbound: Inbound) -> None:
        self.sorry.append(inbound.text)

    async def deaf(self, line_id: int, since: datetime, until_: datetime) -> None:
        self.gaps.append((line_id, since, until_))

    def wake(self) -> None:
        self.wakes += 1

    def duties(self) -> IntakeCallbacks:
        return IntakeCallbacks(
            answer=self.answer,
            acknowledge=self.acknowledge,
            apologise=self.apologise,
            deaf=self.deaf,
            wake=self.wake,
        )


@pytest.fixture
def router(mailbox: Mailbox) -> Router:
    return Router(mailbox)


@pytest.fixture
def intake(mailbox: Mailbox, router: Router) -> Intake:
    return Intake(mailbox.store, mailbox.clock, router.duties())


def said(mailbox: Mailbox, words: str, *, sender: str = "rosa", after: float = 0, **changes: object) -> Inbound:
    message = Inbound(
        line_id=mailbox.line_id,
        dedup=f"{sender}:{words}",
        sender=sender,
        chat=sender,
        kind=InboundKind.TEXT,
        sent_at=mailbox.now + timedelta(seconds=after),
        text=words,
    )
    return replace(message, **changes)  # type: ignore[arg-type]


async def states(mailbox: Mailbox) -> list[str]:
    return [row.state for row in await mailbox.rows(t.inbox)]


def crowd(mailbox: Mailbox, number: int) -> list[Inbound]:
    """A hundred strangers' messages, as one answer of Telegram holds at most."""
    return [said(mailbox, f"crowd {number} {each}", sender=f"stranger {number} {each}") for each in range(100)]


async def test_while_the_platform_hands_over_a_flood_strangers_wait_for_who_stands_at_its_end(
    mailbox: Mailbox, intake: Intake, router: Router
) -> None:
    dana = await mailbox.contact("dana", role=Role.DISPATCHER, found=True)
    assert dana
    await intake.take(crowd(mailbox, 0), 1)
    assert await intake.drain() == mailbox.now + timedelta(seconds=1)
    await intake.take([*crowd(mailbox, 1)[:60], said(mailbox, "/rights", sender="dana")], 2)
    await intake.drain()
    assert router.heard == ["/rights"]
    # The next answer is small: the platform has no more.
    await intake.take([said(mailbox, "late", sender="late")], 3)
    await intake.drain()
    assert len(router.heard) == 162


async def test_whoever_waits_for_a_flood_is_answered_a_second_after_its_last_message(
    mailbox: Mailbox, intake: Intake, router: Router
) -> None:
    await intake.take(crowd(mailbox, 0), 1)
    moment = await intake.drain()
    assert router.heard == []
    assert moment is not None
    mailbox.now = moment
    assert await intake.drain() is None
    assert len(router.heard) == 100


async def test_a_flood_that_never_ends_keeps_nobody_waiting_for_ever(
    mailbox: Mailbox, intake: Intake, router: Router
) -> None:
    for number in range(11):
        await intake.take(crowd(mailbox, number), number)
        await intake.drain()
        assert bool(router.heard) is (number == 10)
        mailbox.forward(seconds=1)


async def test_a_message_is_answered_once_and_the_couriers_woken(
    mailbox: Mailbox, router: Router, intake: Intake
) -> None:
    await intake.take([said(mailbox, "migra")], None)
    assert await intake.drain() is None
    await intake.drain()
    assert router.heard == ["migra"]
    assert router.wakes == 1
    assert await states(mailbox) == ["done"]


async def test_the_same_message_twice_is_one(mailbox: Mailbox, router: Router, intake: Intake) -> None:
    await intake.take([said(mailbox, "one"), said(mailbox, "one")], 8)
    await intake.drain()
    await intake.take([said(mailbox, "one")], 9)
    await intake.drain()
    assert router.heard == ["one"]


async def test_the_same_key_on_another_line_is_another_message(
    mailbox: Mailbox, router: Router, intake: Intake
) -> None:
    other = await mailbox.line("signal")
    await intake.take([said(mailbox, "one")], None)
    await intake.take([said(mailbox, "one", line_id=other)], None)
    await intake.drain()
    assert router.heard == ["one", "one"]


async def test_the_offset_moves_with_the_messages_and_without(mailbox: Mailbox, intake: Intake) -> None:
    receiver = intake.on(mailbox.line_id)
    await receiver.take([said(mailbox, "one")], 8)
    assert [row.offset for row in await mailbox.rows(t.line)] == [8]
    await receiver.take([], 9)
    assert [row.offset for row in await mailbox.rows(t.line)] == [9]
    await receiver.take([], None)
    assert [row.offset for row in await mailbox.rows(t.line)] == [9]


async def test_when_the_database_fails_the_platform_is_not_told(
    mailbox: Mailbox, intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> None:
        raise OperationalError("insert", None, Exception("disk is full"))

    monkeypatch.setattr("bot.inbound.intake.move_offset", full)
    with pytest.raises(OperationalError):
        await intake.take([said(mailbox, "one")], 8)
    assert await states(mailbox) == []


async def test_one_persons_messages_are_answered_in_the_order_of_sending(
    mailbox: Mailbox, router: Router, intake: Intake
) -> None:
    await intake.take([said(mailbox, "third", after=3), said(mailbox, "first", after=1)], None)
    await intake.take([said(mailbox, "second", after=2)], None)
    await intake.drain()
    assert router.heard == ["first", "second", "third"]
    assert router.most_at_once == 1


async def test_persons_are_answered_side_by_side_up_to_a_bound(
    mailbox: Mailbox, router: Router, intake: Intake
) -> None:
    router.gate.clear()
    await intake.take([said(mailbox, "hi", sender=str(n)) for n in range(SIDE_BY_SIDE + 5)], None)
    await _vouch(mailbox)
    draining = asyncio.create_task(intake.drain())
    await until(lambda: router.at_once == SIDE_BY_SIDE)
    router.gate.set()
    await draining
    assert router.most_at_once == SIDE_BY_SIDE
    assert len(router.heard) == SIDE_BY_SIDE + 5


async def _vouch(mailbox: Mailbox) -> None:
    """Everybody who waits is known."""
    async with mailbox.store.write() as session:
        await (await session.connection()).execute(t.inbox.update().values(rank=Rank.VOUCHED.value))


async def test_strangers_leave_room_for_who_is_known(mailbox: Mailbox, router: Router, intake: Intake) -> None:
    router.gate.clear()
    await intake.take([said(mailbox, "known", sender="rosa", after=99)], None)
    await _vouch(mailbox)
    running = asyncio.create_task(intake.run())
    await until(lambda: router.at_once == 1)
    await intake.take([said(mailbox, "hi", sender=str(n)) for n in range(20)], None)
    await until(lambda: router.at_once == 1 + STRANGERS)
    await asyncio.sleep(0)
    assert router.most_at_once == 1 + STRANGERS
    router.gate.set()
    await until(lambda: len(router.heard) == 21)
    assert router.most_at_once <= 1 + STRANGERS
    await intake.stop()
    await running


async def test_a_failing_message_is_tried_at_one_and_three_seconds(
    mailbox: Mailbox, router: Router, intake: Intake
) -> None:
    router.faults["bad"] = 2
    await intake.take([said(mailbox, "bad")], None)
    begun = mailbox.now
    moments = []
    while (again := await intake.drain()) is not None:
        moments.append((again - begun).total_seconds())
        mailbox.now = again
    assert moments == [1, 3]
    assert router.heard == ["bad"]
    assert router.sorry == []


async def test_after_three_tries_it_is_set_aside_and_the_person_told(
    mailbox: Mailbox, router: Router, intake: Intake
) -> None:
    router.faults["bad"] = -1
    await intake.take([said(mailbox, "bad"), said(mailbox, "good", after=1)], None)
    while (again := await intake.drain()) is not None:
        mailbox.now = again
    assert router.tries == ["bad"] * 3 + ["good"]
    assert router.sorry == ["bad"]
    rows = await mailbox.rows(t.inbox)
    assert [(row.state, row.trouble, row.attempts) for row in rows] == [
        ("aside", "LookupError", 3),
        ("done", None, 0),
    ]


async def test_a_failing_message_holds_up_its_person_and_nobody_else(
    mailbox: Mailbox, router: Router, intake: Intake
) -> None:
    router.faults["bad"] = -1
    later = said(mailbox, "later", after=1)
    await intake.take([said(mailbox, "bad"), later, said(mailbox, "hello", sender="luis", after=2)], None)
    await intake.drain()
    assert router.heard == ["hello"]


async def test_slowness_counts_against_no_message(mailbox: Mailbox, router: Router) -> None:
    intake = Intake(mailbox.store, mailbox.clock, router.duties(), patience=0.02)
    router.hang.add("slow")
    await intake.take([said(mailbox, "slow")], None)
    while len(router.tries) < 5:
        mailbox.now = await intake.drain() or mailbox.now
    [row] = await mailbox.rows(t.inbox)
    assert (row.state, row.attempts) == ("waiting", 0)
    router.hang.clear()
    assert await intake.drain() is None
    assert router.heard == ["slow"]
    assert not router.sorry


async def test_who_is_slow_keeps_nobody_else_waiting(mailbox: Mailbox, router: Router) -> None:
    intake = Intake(mailbox.store, mailbox.clock, router.duties(), patience=0.02)
    router.hang |= {f"slow {n}" for n in range(SIDE_BY_SIDE)}
    await intake.take([said(mailbox, words, sender=words) for words in sorted(router.hang)], None)
    await intake.drain()
    await intake.take([said(mailbox, "hello", sender="luis", after=1)], None)
    await intake.drain()
    assert router.heard == ["hello"]


async def test_a_handler_that_hangs_for_ever_is_ended_at_last(mailbox: Mailbox, router: Router) -> None:
    intake = Intake(mailbox.store, mailbox.clock, router.duties(), patience=0.02)
    router.hang.add("stuck")
    await intake.take([said(mailbox, "stuck")], None)
    while (again := await intake.drain()) is not None:
        mailbox.now = again
    # 0.02, 0.04, … 0.32 s were too short; at 20 times the usual time three tries count.
    assert router.tries == ["stuck"] * (5 + 3)
    [row] = await mailbox.rows(t.inbox)
    assert (row.state, row.trouble) == ("aside", "TimeoutError")


async def test_waiting_for_the_database_counts_against_no_message(mailbox: Mailbox, router: Router) -> None:
    intake = Intake(mailbox.store, mailbox.clock, router.duties(), patience=0.02)
    await intake.take([said(mailbox, "one")], None)
    async with mailbox.store.write():
        running = asyncio.create_task(intake.run())
        await until(lambda: len(router.tries) >= 2)
        [row] = await mailbox.rows(t.inbox)
        assert (row.state, row.attempts) == ("waiting", 0)

    def heard() -> bool:
        # Where the machine is slow it comes again a moment later: let that moment come.
        mailbox.now += timedelta(milliseconds=5)
        return router.heard == ["one"]

    await until(heard)
    await intake.stop()
    await running


async def test_an_apology_that_fails_does_no_harm(mailbox: Mailbox, router: Router, intake: Intake) -> None:
    async def broken(inbound: Inbound) -> None:
        raise RuntimeError

    intake = Intake(mailbox.store, mailbox.clock, replace(router.duties(), apologise=broken))
    router.faults["bad"] = -1
    await intake.take([said(mailbox, "bad")], None)
    while (again := await intake.drain()) is not None:
        mailbox.now = again
    assert await states(mailbox) == ["aside"]


@pytest.mark.parametrize("toast", [text("toast.done"), None])
async def test_a_tap_is_acknowledged_after_its_answer(
    mailbox: Mailbox, router: Router, intake: Intake, toast: Text | None
) -> None:
    router.toast = toast
    tap = said(mailbox, "", kind=InboundKind.TAP, action="x", tap_id="t1")
    await intake.take([tap, said(mailbox, "words", after=1)], None)
    await intake.drain()
    assert router.ended == [("t1", toast)]


async def test_a_tap_that_fails_stops_waiting_too(mailbox: Mailbox, router: Router, intake: Intake) -> None:
    router.faults[""] = -1
    await intake.take([said(mailbox, "", kind=InboundKind.TAP, tap_id="t1")], None)
    while (again := await intake.drain()) is not None:
        mailbox.now = again
    assert router.ended == [("t1", None)]


async def test_a_handler_that_forgets_its_row_does_not_answer_for_ever(
    mailbox: Mailbox, router: Router, intake: Intake
) -> None:
    router.ends = False
    await intake.take([said(mailbox, "one")], None)
    await intake.drain()
    assert router.heard == ["one"]
    assert await states(mailbox) == ["done"]


async def test_what_waited_is_answered_after_a_restart(mailbox: Mailbox, router: Router, intake: Intake) -> None:
    await intake.take([said(mailbox, "one")], None)
    restarted = Intake(mailbox.store, mailbox.clock, router.duties())
    running = asyncio.create_task(restarted.run())
    await until(lambda: router.heard == ["one"])
    await restarted.stop()
    await running


async def test_a_running_intake_wakes_for_what_arrives_and_for_what_is_tried_again(
    mailbox: Mailbox, router: Router
) -> None:
    def wall() -> datetime:
        return datetime.now(UTC)

    intake = Intake(mailbox.store, wall, router.duties())
    running = asyncio.create_task(intake.run())
    router.faults["two"] = 1
    for words in ("one", "two"):
        await intake.take([said(mailbox, words)], None)
        await until(lambda words=words: words in router.heard)
    await intake.stop()
    await running
    assert router.tries == ["one", "two", "two"]


async def test_what_came_in_on_a_line_that_another_instance_took_over_is_left_to_it_and_said_at_once(
    mailbox: Mailbox, router: Router
) -> None:
    before = Intake(mailbox.store, mailbox.clock, router.duties(), lines=frozenset)
    await before.keep(mailbox.line_id, [said(mailbox, "one")], None)
    await before.drain()
    assert (router.tries, router.wakes) == ([], 1)
    after = Intake(mailbox.store, mailbox.clock, router.duties(), lines=lambda: frozenset({mailbox.line_id}))
    await after.drain()
    assert router.heard == ["one"]


async def test_the_instance_that_has_the_line_looks_by_itself_where_a_wake_was_lost(
    mailbox: Mailbox, router: Router
) -> None:
    after = Intake(mailbox.store, mailbox.clock, router.duties(), lines=lambda: frozenset({mailbox.line_id}))
    running = asyncio.create_task(after.run())
    before = Intake(mailbox.store, mailbox.clock, router.duties(), lines=frozenset)
    await before.keep(mailbox.line_id, [said(mailbox, "one")], None)
    await until(lambda: router.heard == ["one"])
    await after.stop()
    await running


async def test_a_stop_ends_what_hangs_and_keeps_it_for_the_next_run(mailbox: Mailbox, router: Router) -> None:
    intake = Intake(mailbox.store, mailbox.clock, router.duties(), patience=0.2)
    router.hang.add("stuck")
    await intake.take([said(mailbox, "stuck")], None)
    running = asyncio.create_task(intake.run())
    await until(lambda: router.tries == ["stuck"])
    await intake.stop()
    await running
    assert await states(mailbox) == ["waiting"]


async def test_a_damaged_message_is_set_aside_and_holds_up_nobody(
    mailbox: Mailbox, router: Router, intake: Intake
) -> None:
    await intake.take([said(mailbox, "one")], None)
    async with mailbox.store.write() as session:
        await (await session.connection()).execute(t.inbox.update().values(body=b"nonsense"))
    await intake.take([said(mailbox, "two", after=1)], None)
    await intake.drain()
    assert router.heard == ["two"]
    assert await states(mailbox) == ["aside", "done"]


async def test_deafness_is_passed_on(mailbox: Mailbox, router: Router, intake: Intake) -> None:
    await intake.on(mailbox.line_id).deaf(mailbox.line_id, mailbox.now, mailbox.now)
    assert router.gaps == [(mailbox.line_id, mailbox.now, mailbox.now)]


async def test_nothing_of_a_message_stands_in_the_file(mailbox: Mailbox, intake: Intake, tmp_path: Path) -> None:
    message = said(mailbox, "two vans at Elm", sender="5551234567", sender_number="+12025550123")
    await intake.take([message], None)
    bytes_kept = b"".join(path.read_bytes() for path in tmp_path.glob("rebato.db*"))
    for secret in (b"two vans", b"5551234567", b"12025550123"):
        assert secret not in bytes_kept


@pytest.mark.parametrize("point", [None, (42.3, -72.6)])
def test_a_message_comes_out_as_it_went_in_but_for_the_number(point: tuple[float, float] | None) -> None:
    message = Inbound(
        line_id=3,
        dedup="1",
        sender="a",
        chat="b",
        kind=InboundKind.LOCATION,
        sent_at=datetime(2026, 11, 22, 17, 0, 1, 5000, tzinfo=UTC),
        private=False,
        sender_number="+1",
        text="\ud83d 👋",
        point=point,
        media_seconds=4,
        is_channel=True,
    )
    assert load(dump(message)) == replace(message, sender_number="")


async def test_a_full_disk_is_not_the_messages_fault(
    mailbox: Mailbox, router: Router, intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though there is room for the note that it was tried: it would be set aside after the third, and never heard."""
    monkeypatch.setattr("bot.inbound.intake._TROUBLE", 0.0)
    router.faults["migra"] = 5
    monkeypatch.setattr(router, "fault", full_disk())
    await intake.take([said(mailbox, "migra")], None)
    assert await intake.drain() is None
    assert (router.tries, router.heard) == (["migra"] * 6, ["migra"])
    assert await states(mailbox) == ["done"]


async def test_what_ails_the_database_is_told_to_the_platform_without_a_word_more(
    mailbox: Mailbox, intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def keep(*_: object) -> None:
        raise full_disk()

    monkeypatch.setattr(intake, "keep", keep)
    with pytest.raises(NotKept):
        await intake.on(mailbox.line_id).take([said(mailbox, "migra")], 7)


def full_disk() -> OperationalError:
    cause = Exception("database or disk is full")
    cause.sqlite_errorname = "SQLITE_FULL"  # type: ignore[attr-defined]
    return OperationalError("INSERT", None, cause)
