"""Messages in Signal chats with us vanish after a week: set once for each chat, while nothing else is to be sent."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from alerts.lines.message_timer import VANISH_AFTER
from alerts.notices import Lane
from bot.lines.message_timers import AT_ONCE, QUIET, MessageTimers
from bot.outbound.line_lease import ExclusiveLease
from bot.transports.base import Delivered, Outcome, Rejected, RetryAfter, Transient
from tests.storage.mailbox import Mailbox, saying

WEEK = int(VANISH_AFTER.total_seconds())


@dataclass
class FakeSignal:
    """What a timer is set with."""

    line_id: int
    asked: list[tuple[str, int, bool]] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    async def vanish_after(self, chat: str, seconds: int, *, group: bool) -> Outcome:
        self.asked.append((chat, seconds, group))
        return self.outcomes.pop(0) if self.outcomes else Delivered("")


@pytest.fixture
async def mailbox(tmp_path: Path) -> AsyncIterator[Mailbox]:
    opened = await Mailbox.open(tmp_path)
    yield opened
    await opened.store.close()


def _timers(mailbox: Mailbox, signal: FakeSignal) -> MessageTimers:
    return MessageTimers(mailbox.store, signal, ExclusiveLease("one"), mailbox.clock)  # type: ignore[arg-type]


async def test_each_chat_and_group_gets_it_once_a_few_at_a_time(mailbox: Mailbox) -> None:
    for n in range(7):
        await mailbox.contact(str(n))
    await mailbox.group("group.1")
    mailbox.forward(minutes=5)
    signal = FakeSignal(mailbox.line_id)
    timers = _timers(mailbox, signal)
    await timers.set_some()
    assert signal.asked[0] == ("group.1", WEEK, True)
    assert len(signal.asked) == AT_ONCE
    for _ in range(3):
        await timers.set_some()
    assert len(signal.asked) == len({*signal.asked}) == 8


async def test_who_wrote_just_now_is_left_alone_and_so_is_a_line_with_something_to_send(mailbox: Mailbox) -> None:
    rosa = await mailbox.contact("1", heard=timedelta(0))
    signal = FakeSignal(mailbox.line_id)
    timers = _timers(mailbox, signal)
    await timers.set_some()
    assert signal.asked == []
    mailbox.now += QUIET + timedelta(seconds=1)
    await mailbox.post(saying(lane=Lane.ALERT), [rosa])
    await timers.set_some()
    assert signal.asked == []
    [one] = await mailbox.claim()
    await mailbox.show(one)
    await timers.set_some()
    assert signal.asked == [("1", WEEK, False)]


async def test_what_is_refused_is_not_asked_again_and_what_failed_is_by_a_later_run(mailbox: Mailbox) -> None:
    for n in range(2):
        await mailbox.contact(str(n))
    mailbox.forward(minutes=5)
    signal = FakeSignal(mailbox.line_id, outcomes=[Rejected("request"), Transient()])
    timers = _timers(mailbox, signal)
    for _ in range(2):
        await timers.set_some()
    assert len(signal.asked) == 2
    again = FakeSignal(mailbox.line_id)
    await _timers(mailbox, again).set_some()
    assert again.asked == [signal.asked[1]]


async def test_where_signal_slows_us_down_nothing_more_is_asked(mailbox: Mailbox) -> None:
    for n in range(3):
        await mailbox.contact(str(n))
    mailbox.forward(minutes=5)
    signal = FakeSignal(mailbox.line_id, outcomes=[RetryAfter(60, account=False)])
    await _timers(mailbox, signal).set_some()
    assert len(signal.asked) == 1
