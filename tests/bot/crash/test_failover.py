"""PostgreSQL under the real program: it is killed, frozen, and relieved by another instance, in mid-broadcast."""

import asyncio
import random
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.crash import simulated_people
from bot.crash.crash_report import WINDOW, CrashReport
from bot.crash.crash_round import CrashRound, at_rest, started
from bot.crash.database_facts import DatabaseFacts
from bot.crash.incident_script import IncidentScript
from bot.crash.kill_time import KillTime
from bot.crash.killable_program import KillableProgram
from bot.crash.screen_facts import RECEIVED
from bot.crash.series import SeriesPlan, run
from bot.crash.verdict import ReceiverMode, counts, goals
from tests.postgres.server import PostgresServer, postgres

pytestmark = pytest.mark.timeout(240)
"""A busy machine takes its time to start processes."""
DOWN = 2.0
"""Seconds that the server is away."""
PLAN = SeriesPlan(kills=1, seed=32, people=60, log=asyncio.subprocess.DEVNULL)


async def account_of(plan: SeriesPlan, server: PostgresServer) -> CrashReport:
    """The series on a fresh database."""
    account = CrashReport(replace(plan, database=server.url_of(server.create())))
    await run(account.plan, account.add)
    return account


def missed(account: CrashReport) -> list[str]:
    """Goals that do not hold, but for those that depend on how busy the machine is."""
    held = goals([one for _, one in account.rounds], WINDOW)
    return [goal.name for goal in held if not goal.held]


async def test_a_kill_and_a_new_start_lose_nothing_on_a_server_either(server: PostgresServer) -> None:
    account = await account_of(PLAN, server)
    assert account.kills == 1
    assert missed(account) == []


async def test_when_the_instance_that_sends_is_killed_another_one_goes_on(server: PostgresServer) -> None:
    account = await account_of(replace(PLAN, kills=2, instances=2), server)
    assert account.kills == 2
    assert missed(account) == []


async def test_when_it_freezes_another_one_goes_on_and_who_thaws_does_no_harm(server: PostgresServer) -> None:
    account = await account_of(replace(PLAN, instances=2, freeze=True), server)
    assert account.kills == 1
    assert missed(account) == []


@dataclass(frozen=True, kw_only=True)
class Outage(CrashRound):
    """A round in which the program lives and its database does not."""

    server: PostgresServer

    async def _kill(self, script: IncidentScript) -> tuple[tuple[datetime, ...], timedelta]:
        await script.sent.wait()
        await asyncio.sleep(self.moment.seconds)
        killed = datetime.now(UTC)
        await asyncio.to_thread(self.server.kill)
        await asyncio.sleep(DOWN)
        await asyncio.to_thread(self.server.start)
        return (killed,), timedelta(0)


async def test_when_the_server_is_killed_under_it_the_program_says_so_and_goes_on_by_itself(tmp_path: Path) -> None:
    dice = random.Random(7)  # noqa: S311 - only draws the moments of deadlines
    with postgres() as server, (tmp_path / "log").open("wb") as log:
        async with AsyncExitStack() as stack:
            people = await simulated_people.start_platforms(stack, PLAN.people)
            program = KillableProgram(
                telegram=(people.telegram.origin, people.telegram.token),
                signal_=(people.signal.service, people.signal.number),
                database=server.url_of(server.create()),
                log=log.fileno(),
            )
            await stack.enter_async_context(program)
            await simulated_people.found_network(program, people)
            await started(program, people)
            async with program.opened() as (work, network):
                await at_rest(DatabaseFacts(work, network), people)
                planted = await DatabaseFacts(work, network).prepare_next_round(datetime.now(UTC), dice)
            # As if a receiver heard Signal meanwhile: nothing of what is said may be lost.
            outage = Outage(program, people, 0, KillTime(after="send", seconds=0.15), posted=True, server=server)
            evidence, _ = await outage.run(planted, dice)
        found = counts(evidence, RECEIVED)
        assert [goal.name for goal in goals([found], WINDOW, ReceiverMode.LIVES) if not goal.held] == []
        assert found.telegram_reports
        assert found.signal_reports
    assert "database.away" in (tmp_path / "log").read_text()
