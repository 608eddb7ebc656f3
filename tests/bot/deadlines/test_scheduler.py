"""A deadline happens once: over restarts, clocks that jump, failures, and two schedulers on one database."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError
from sqlmodel import SQLModel

from alerts.areas import DUTIES
from alerts.lines.ports import LINES
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork
from bot.deadlines.scheduler import AGAIN, TRIES, Scheduler
from bot.process.clock import Clock
from storage.core import core_tables as t
from storage.core.moments import EPOCH
from storage.database.sqlite_drivers import DriverOptions
from storage.upkeep.clock_setback import newest_moment, put_right
from tests.storage.house import House
from tests.storage.mailbox import NOON

HAPPENED = SQLModel.metadata.tables["deaf"]
MINUTE = timedelta(minutes=1)
KEPT = timedelta(days=14)


class Troubled(Exception):
    """A duty that does not succeed."""


@dataclass
class Machine:
    """Where the program runs: a wall clock that anybody may set, and one that only goes on."""

    house: House
    wall: float = NOON.timestamp()
    ticks: float = 0.0
    fault: Exception = field(default_factory=Troubled)
    failures: int = 0
    """So many of the next duties fail."""
    schedulers: list[Scheduler] = field(default_factory=list)
    clock: Clock = field(init=False)

    def __post_init__(self) -> None:
        self.boot()

    def boot(self) -> None:
        """A new run with two schedulers, as if a second runner had got through."""
        self.clock = Clock(lambda: self.wall, lambda: self.ticks)
        self.schedulers = [Scheduler(self.house.work, self.clock.now, lambda: None) for _ in range(2)]

    def alone(self) -> None:
        """One scheduler, as there should be: a second would try a failed duty sooner."""
        del self.schedulers[1:]

    def wait(self, seconds: float) -> None:
        self.wall += seconds
        self.ticks += seconds

    async def restart(self) -> None:
        """As bot/app.py takes up what an earlier run left."""
        self.boot()
        store = self.house.store
        newest = await store.transact(newest_moment)
        back = self.clock.set_back(newest) if newest else timedelta(0)
        if back:
            await store.transact(partial(put_right, now=self.clock.now(), ahead=back, kept=KEPT))

    async def set_(self, subject: int, seconds: float) -> None:
        async with self.house.begin() as uow:
            await uow.deadlines.set(Deadline("happen"), subject, self.clock.now() + timedelta(seconds=seconds))

    async def fire(self) -> int:
        return sum(await asyncio.gather(*(scheduler.fire_due() for scheduler in self.schedulers)))

    async def duty(self, uow: UnitOfWork, now: datetime, subject: int) -> None:
        await LINES(uow).add_deaf_time(self.house.telegram, EPOCH + subject * MINUTE, now, now)
        if self.failures:
            self.failures -= 1
            # Without where it was raised before: it would grow with each time.
            raise self.fault.with_traceback(None)

    async def happened(self) -> list[int]:
        return sorted((row.since - EPOCH) // MINUTE for row in await self.house.rows(HAPPENED))


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    opened = await House.open(tmp_path, DriverOptions.PLAIN)
    yield opened
    await opened.store.close()


@pytest.fixture
def machine(house: House, monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine(house)
    monkeypatch.setitem(DUTIES.of, "happen", made.duty)
    return made


async def test_it_happens_when_its_moment_has_come_and_once(machine: Machine) -> None:
    await machine.set_(1, 60)
    assert await machine.fire() == 0
    machine.wait(59.999)
    assert await machine.fire() == 0
    machine.wait(0.001)
    assert await machine.fire() == 1
    machine.wait(9_999)
    assert await machine.fire() == 0
    assert await machine.happened() == [1]


async def test_a_clock_that_goes_back_makes_nothing_late_and_nothing_twice(machine: Machine) -> None:
    """An hour back at the end of summer time, or by somebody's hand."""
    await machine.set_(1, 30)
    await machine.set_(2, 90)
    machine.wait(30)
    await machine.fire()
    machine.wall -= 3_600
    assert await machine.fire() == 0
    machine.wait(60)
    assert await machine.fire() == 1
    assert await machine.happened() == [1, 2]


async def test_what_was_set_by_a_clock_that_was_ahead_waits_no_longer_after_a_restart(machine: Machine) -> None:
    machine.wall += 86_400
    await machine.set_(1, 0)
    await machine.set_(2, 120)
    await machine.fire()
    machine.wall -= 86_400
    await machine.restart()
    machine.wait(119)
    assert await machine.fire() == 0
    machine.wait(1)
    assert await machine.fire() == 1
    assert await machine.happened() == [1, 2]


async def test_a_clock_that_was_ahead_is_put_right_once_and_not_at_every_start(machine: Machine) -> None:
    machine.wall += 3_600
    await machine.set_(1, 0)
    await machine.fire()
    machine.wall -= 3_600
    await machine.restart()
    machine.wait(300)
    await machine.set_(2, 120)
    await machine.restart()
    machine.wait(119)
    assert await machine.fire() == 0, "early"
    machine.wait(1)
    assert await machine.fire() == 1


async def test_after_a_long_sleep_everything_overdue_happens_in_its_order(machine: Machine) -> None:
    for subject, seconds in ((1, 300), (2, 100), (3, 200)):
        await machine.set_(subject, seconds)
    machine.wall += 86_400
    assert await machine.fire() == 3
    rows = sorted(await machine.house.rows(HAPPENED), key=lambda row: row.id)
    assert [(row.since - EPOCH) // MINUTE for row in rows] == [2, 3, 1]


async def test_a_duty_that_failed_leaves_nothing_and_is_tried_again(machine: Machine) -> None:
    machine.alone()
    await machine.set_(1, 0)
    machine.failures = TRIES - 1
    for _ in range(TRIES - 1):
        assert await machine.fire() == 0
        assert await machine.happened() == []
        machine.wait(AGAIN.total_seconds())
    assert await machine.fire() == 1
    assert await machine.happened() == [1]


async def test_one_that_fails_every_time_is_set_aside_and_keeps_nobody_waiting(machine: Machine) -> None:
    machine.alone()
    await machine.set_(1, 0)
    machine.failures = TRIES
    for _ in range(TRIES):
        await machine.fire()
        machine.wait(AGAIN.total_seconds())
    await machine.set_(2, 0)
    assert await machine.fire() == 1
    assert await machine.happened() == [2]
    states = {row.subject_id: row.state for row in await machine.house.rows(t.deadline)}
    assert states == {1: "aside", 2: "fired"}


async def test_a_full_disk_gives_no_deadline_up_and_keeps_no_other_waiting(machine: Machine) -> None:
    machine.alone()
    machine.fault, machine.failures = full_disk(), 1
    await machine.set_(1, 0)
    await machine.set_(2, 0)
    with pytest.raises(OperationalError):
        await machine.fire()
    assert await machine.happened() == [2]
    machine.failures = TRIES + 2
    for _ in range(TRIES + 2):
        with pytest.raises(OperationalError):
            await machine.fire()
    await machine.fire()
    assert await machine.happened() == [1, 2]


def full_disk() -> OperationalError:
    cause = Exception("database or disk is full")
    cause.sqlite_errorname = "SQLITE_FULL"  # type: ignore[attr-defined]
    return OperationalError("INSERT", None, cause)


async def test_one_that_a_duty_sets_for_now_happens_in_the_same_round(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def first(uow: UnitOfWork, now: datetime, subject: int) -> None:
        await uow.deadlines.set(Deadline("happen"), subject, now)

    monkeypatch.setitem(DUTIES.of, "first", first)
    async with machine.house.begin() as uow:
        await uow.deadlines.set(Deadline("first"), 5, machine.clock.now())
    assert await machine.fire() == 2
    assert await machine.happened() == [5]


STEP = st.one_of(
    st.tuples(st.just("set"), st.integers(0, 600)),
    st.tuples(st.just("wait"), st.integers(0, 400)),
    st.tuples(st.just("clock"), st.sampled_from([-7_200, -3_600, -30, 30, 3_600, 86_400])),
    st.tuples(st.just("restart"), st.just(0)),
    st.tuples(st.just("fail"), st.just(0)),
    st.tuples(st.just("fire"), st.just(0)),
)


@settings(max_examples=40, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=3, max_size=14))
async def test_whatever_happens_to_the_machine_each_deadline_happens_once(
    machine: Machine, steps: list[tuple[str, int]]
) -> None:
    async with machine.house.store.write() as session:
        connection = await session.connection()
        await connection.execute(HAPPENED.delete())
        await connection.execute(t.deadline.delete())
    machine.wall = NOON.timestamp()
    machine.boot()
    subjects = 0
    for what, amount in steps:
        match what:
            case "set":
                subjects += 1
                await machine.set_(subjects, amount)
            case "wait":
                machine.wait(amount)
            case "clock":
                machine.wall += amount
            case "restart":
                await machine.restart()
            case "fail":
                machine.failures = 1
                await machine.fire()
                machine.failures = 0
                machine.wait(AGAIN.total_seconds())
            case _:
                await machine.fire()
        assert len(set(await machine.happened())) == len(await machine.happened())
        if await _set_aside(machine):
            return
    machine.wait(14 * 86_400)
    await machine.fire()
    assert await machine.happened() == list(range(1, subjects + 1))


async def _set_aside(machine: Machine) -> bool:
    """One that failed too often ends the example: it is the operator's now."""
    return any(row.state == "aside" for row in await machine.house.rows(t.deadline))
