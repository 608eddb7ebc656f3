"""When a line's trouble is the desk's, and how often it is said."""

import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from structlog.testing import capture_logs

from alerts.lines import safety_numbers, troubles
from alerts.lines.troubles import Trouble
from alerts.notices import Kind, Lane, Notice, Text
from alerts.people.person import Role
from alerts.work.unit_of_work import UnitOfWork
from bot.lines.health_monitor import TRIES, LineHealthMonitor
from bot.lines.line_health import TROUBLE_AFTER
from bot.outbound.circuit_breaker import DOWN_AFTER, CircuitBreaker
from bot.transports.base import (
    AuthDead,
    Delivered,
    NeedsChallenge,
    NeedsTrust,
    Outcome,
    Rejected,
    RetryAfter,
    Transient,
    Unknown,
    Unreachable,
)
from storage.core import core_tables as t
from storage.database.sqlite_drivers import DriverOptions
from storage.outbox.claimed import Claimed
from tests.storage.house import NORTHAMPTON, House
from tests.storage.mailbox import NOON

STEP = timedelta(seconds=10)


@dataclass
class Line:
    """A transport as the watch sees it."""

    name: str
    line_id: int
    answered_at: datetime | None = None


@dataclass
class Watched:
    """Telegram under watch; the desk has a dispatcher there, and one on Signal."""

    house: House
    line: Line
    watch: LineHealthMonitor = field(init=False)

    def __post_init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """A run of the program."""
        self.watch = LineHealthMonitor(self.house.work, self.house.clock, lambda: None)
        self.watch.watch(self.line)

    async def passes(self, span: timedelta, *, hears: bool = True) -> None:
        for _ in range(span // STEP):
            self.house.now += STEP
            self.line.answered_at = self.house.now if hears else self.line.answered_at
            await self.watch.look()

    def sent(self, outcome: Outcome, *deliveries: int) -> None:
        for delivery in deliveries or (1,):
            self.watch.sent(self.line.line_id, claimed(delivery), outcome)

    async def told(self) -> list[str]:
        """The texts posted so far, one for each of who gets them."""
        vault, keys = self.house.store.vault, {}
        for row in await self.house.rows(t.notice):
            keys[row.id] = str(vault.open_json("notice", "content", row.id, row.content)["parts"][0][0])
        return [keys[row.notice_id] for row in await self.house.rows(t.delivery)]


def claimed(delivery: int = 1, contact_id: int | None = 1, group_id: int | None = None) -> Claimed:
    return Claimed(
        delivery_id=delivery,
        notice_id=1,
        version=1,
        major=1,
        token="x",
        notice=Notice(parts=(Text("report.where"),), kind=Kind.ALERT),
        chat="1",
        contact_id=contact_id,
        group_id=group_id,
        language="en",
        prompted=False,
        edit="",
        answers="",
        repeat=False,
        attempts=0,
        lane=Lane.ALERT,
    )


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Watched]:
    house = await House.open(tmp_path, DriverOptions.PLAIN)
    for address, line in (("dana", house.telegram), ("ines", house.signal)):
        await house.someone(address, (Role.DISPATCHER, NORTHAMPTON), line=line)
    yield Watched(house, Line("telegram", house.telegram, NOON))
    await house.store.close()


HOUR = RetryAfter(3600, account=True)
SAID: list[tuple[Outcome, int, str]] = [
    (NeedsChallenge(("x",)), 1, "desk.line.captcha"),
    (AuthDead(), 1, "desk.line.dead"),
    (HOUR, 1, "desk.line.slow"),
    (RetryAfter(20, account=True), 1, "desk.line.slow"),
    (RetryAfter(20, account=True, guessed=True), 1, "desk.line.slow"),
    (RetryAfter(3600, account=False), 1, ""),
    (Transient(), 3, "desk.line.down"),
    (Unknown(), 3, "desk.line.down"),
    (Transient(), 2, ""),
    (Rejected("text"), 3, ""),
    (Unreachable("blocked"), 3, ""),
]


@pytest.mark.parametrize(("outcome", "times", "key"), SAID, ids=str)
async def test_what_the_desk_hears_after_such_outcomes(
    watched: Watched, outcome: Outcome, times: int, key: str
) -> None:
    for _ in range(12):
        watched.sent(outcome, *range(times))
        await watched.passes(STEP * 2)
    assert await watched.told() == ([key] if key else [])
    watched.sent(Delivered("1"))
    await watched.passes(TROUBLE_AFTER)
    assert await watched.told() == ([key, "desk.line.back", "desk.line.back"] if key else [])


@pytest.mark.parametrize("outcome", [Unknown(), RetryAfter(20, account=True)], ids=str)
async def test_what_is_not_tried_any_more_is_no_trouble(watched: Watched, outcome: Outcome) -> None:
    watched.sent(outcome, 1, 2, 3)
    await watched.passes(TROUBLE_AFTER * 3)
    assert await watched.told() == []


async def test_one_person_who_cannot_be_written_to_is_no_trouble_of_the_line(watched: Watched) -> None:
    for _ in range(20):
        watched.sent(Transient(), 7)
        await watched.passes(STEP)
    assert await watched.told() == []


async def test_a_line_that_hears_nothing_is_down_though_nobody_has_to_be_written_to(watched: Watched) -> None:
    await watched.passes(TROUBLE_AFTER, hears=False)
    assert await watched.told() == []
    await watched.passes(STEP, hears=False)
    assert await watched.told() == ["desk.line.down"]
    await watched.passes(TROUBLE_AFTER)
    assert await watched.told() == ["desk.line.down", "desk.line.back", "desk.line.back"]


async def test_after_the_machine_slept_nobody_was_silent(watched: Watched) -> None:
    await watched.passes(STEP)
    watched.house.now += timedelta(hours=8)
    await watched.watch.look()
    await watched.passes(TROUBLE_AFTER)
    assert await watched.told() == []


async def test_a_restart_tells_nothing_twice_and_takes_no_captcha_for_solved(watched: Watched) -> None:
    watched.sent(NeedsChallenge(("x",)))
    await watched.passes(STEP)
    watched.begin()
    await watched.passes(TROUBLE_AFTER * 2)
    watched.sent(NeedsChallenge(("x",)))
    await watched.passes(STEP)
    assert await watched.told() == ["desk.line.captcha"]
    watched.begin()
    watched.sent(Delivered("1"))
    await watched.passes(STEP)
    assert await watched.told() == ["desk.line.captcha", "desk.line.back", "desk.line.back"]


async def test_of_two_lines_in_trouble_the_first_that_works_again_says_nothing(watched: Watched) -> None:
    house, second = watched.house, 9
    for line_id in (house.telegram, second):
        async with house.begin() as uow:
            await troubles.begins(uow, house.now, "telegram", line_id, Trouble.DOWN)
    async with house.begin() as uow:
        await troubles.over(uow, house.now, "telegram", second)
    assert "desk.line.back" not in await watched.told()
    async with house.begin() as uow:
        await troubles.over(uow, house.now, "telegram", house.telegram)
    assert (await watched.told()).count("desk.line.back") == 2


async def test_what_the_database_refused_is_told_at_the_next_look(watched: Watched) -> None:
    _, jean = await watched.house.someone("jean", (Role.RESPONDER, NORTHAMPTON), line=watched.house.signal)
    watched.watch.sent(watched.house.signal, claimed(contact_id=jean.id), NeedsTrust())
    locked = True

    def refuse(connection: object) -> None:
        if locked:
            raise RuntimeError

    event.listen(watched.house.store.engine.sync_engine, "commit", refuse)
    with pytest.raises(RuntimeError):
        await watched.watch.look()
    locked = False
    await watched.watch.look()
    await watched.watch.look()
    assert await watched.told() == ["desk.safety_number"] * 2


async def test_an_outcome_that_fails_again_and_again_is_given_up_and_holds_nothing_up(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, jean = await watched.house.someone("jean", (Role.RESPONDER, NORTHAMPTON), line=watched.house.signal)
    changed = safety_numbers.changed

    async def unforeseen(uow: UnitOfWork, now: datetime, contact_id: int) -> None:
        if contact_id != jean.id:
            raise KeyError("unforeseen")
        await changed(uow, now, contact_id)

    monkeypatch.setattr(safety_numbers, "changed", unforeseen)
    for contact_id in (12345, jean.id):
        watched.watch.sent(watched.house.signal, claimed(contact_id=contact_id), NeedsTrust())
    watched.sent(NeedsChallenge(("x",)))
    for _ in range(TRIES - 1):
        with pytest.raises(KeyError):
            await watched.watch.look()
        assert await watched.told() == ["desk.line.captcha"], "a line's trouble waits for nobody"
    with capture_logs() as logs:
        await watched.watch.look()
    assert [one["event"] for one in logs] == ["line_watch.given_up"]
    assert await watched.told() == ["desk.line.captcha"] + ["desk.safety_number"] * 2


async def test_an_outcome_is_not_given_up_while_the_database_is_full(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, jean = await watched.house.someone("jean", (Role.RESPONDER, NORTHAMPTON), line=watched.house.signal)
    changed, full = safety_numbers.changed, sqlite3.OperationalError()
    full.sqlite_errorname = "SQLITE_FULL"

    async def refuse(uow: UnitOfWork, now: datetime, contact_id: int) -> None:
        raise full

    watched.watch.sent(watched.house.signal, claimed(contact_id=jean.id), NeedsTrust())
    monkeypatch.setattr(safety_numbers, "changed", refuse)
    for _ in range(TRIES * 2):
        with pytest.raises(sqlite3.OperationalError):
            await watched.watch.look()
    monkeypatch.setattr(safety_numbers, "changed", changed)
    await watched.watch.look()
    assert await watched.told() == ["desk.safety_number"] * 2


def test_a_platform_is_down_when_many_failed_in_a_row_and_not_when_one_fails_again_and_again() -> None:
    breaker = CircuitBreaker()
    for _ in range(3 * DOWN_AFTER):
        breaker.failed(1, NOON)
    assert not breaker.down
    for delivery in range(DOWN_AFTER):
        breaker.failed(delivery, NOON)
    assert breaker.down
    assert [breaker.seconds_until_next_try() for _ in range(4)] == [1, 2, 3, 3]
    breaker.answered(1)
    assert not breaker.down


def test_others_get_through_only_if_they_were_begun_after_this_one_failed() -> None:
    """What was under way when a platform went down proves nothing."""
    breaker = CircuitBreaker()
    breaker.failed(1, NOON)
    breaker.arrived(NOON - STEP)
    assert not breaker.others_got_through_since(1)
    breaker.arrived(NOON + STEP)
    assert breaker.others_got_through_since(1)
    assert not breaker.others_got_through_since(2)
