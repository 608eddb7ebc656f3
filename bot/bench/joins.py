"""Two thousand people join within a minute, by invitations, vouches and a list; members report meanwhile."""

import asyncio
import csv
import io
import json
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from alerts.joining import invitations
from alerts.joining.invitation_limits import MOST_USES
from alerts.people.person import Role
from bot.bench.bench_network import TOWN, BenchNetwork, bench_network
from bot.bench.cpu import cpu_seconds
from bot.bench.joins_simulation import JoinsSeen
from bot.bench.measured_figure import MeasuredFigure
from bot.bench.rate_limit import percentile
from bot.bench.simulation_process import simulation_process
from bot.process.clock import Clock
from storage.core import core_tables as t

NAME = "joins"
WITHIN = 60.0
"""Seconds within which all must be in."""
AS_FAST = 1.5
"""How many times as long as alone a report may take meanwhile."""
_TOLD = "told.json"
MOST_HEARD = 20
"""Most new messages to a coordinator who does nothing."""


@dataclass(frozen=True, kw_only=True)
class JoinSizes:
    """How many join, and where."""

    people: int = 2_000
    """A third each by many-use invitations, by invitations of a list, and by a coordinator's vouch."""
    bots: int = 6
    """Lines that they join on: each takes 30 messages a second."""
    vouchers: int = 25
    """Coordinators who vouch: each chat takes a message a second."""
    reports: int = 12
    """Reports of members before, and meanwhile."""
    pause: float = 0.5
    """Seconds between those before."""
    seconds: float = 45.0
    """Within so many everybody begins."""


async def measure(sizes: JoinSizes) -> list[MeasuredFigure]:
    """Measure the real program while people join by all three ways."""
    third = sizes.people // 3
    words = sizes.bots, sizes.vouchers, sizes.reports, sizes.pause, sizes.seconds
    async with (
        _folder() as folder,
        simulation_process("bot.bench.joins_simulation", folder / _TOLD, *words) as simulation,
        bench_network(
            0,
            origin=simulation.origin,
            tokens=simulation.tokens,
            desk=1,
            members=2 * sizes.reports,
            coordinators=sizes.vouchers + 1,
        ) as made,
    ):
        async with made.running() as program:
            alone = await simulation.next_result()
            before = cpu_seconds(program.pid)
            invited = [*await _imported(made, third), *await _posted(made, sizes.people - 2 * third)]
            await asyncio.to_thread(_tell, folder, {"invited": invited, "vouched": third})
            seen = JoinsSeen(**await simulation.next_result())
            after = cpu_seconds(program.pid)
        members = await _members(made) - 2 * sizes.reports
    used = None if before is None or after is None else after - before
    return _figures(sizes, alone, seen, members, used)


@asynccontextmanager
async def _folder() -> AsyncIterator[Path]:
    with tempfile.TemporaryDirectory(prefix="rebato-bench-") as folder:
        yield Path(folder)


def _tell(folder: Path, what: object) -> None:
    """Write it whole or not at all: the simulation looks for it all the time."""
    part = folder / "part"
    part.write_text(json.dumps(what), encoding="utf-8")
    part.rename(folder / _TOLD)


async def _imported(made: BenchNetwork, people: int) -> list[str]:
    """Import a list as an operator does, beside the running program; return the words of everybody's invitation."""
    listed, out = made.folder / "list.csv", made.folder / "handout.csv"
    rows = "".join(f"Person {number},Northampton,member\n" for number in range(people))
    await asyncio.to_thread(listed.write_text, f"name,town,role\n{rows}", encoding="utf-8")
    process = await made.start("bot.cli", "people", "import", str(listed), "--out", str(out))
    if await process.wait():
        raise RuntimeError("the list could not be imported")
    handout = await asyncio.to_thread(out.read_text, encoding="utf-8-sig")
    return [row["telegram"].partition("?start=")[2] for row in csv.DictReader(io.StringIO(handout))]


async def _posted(made: BenchNetwork, people: int) -> list[str]:
    """Make many-use invitations for so many people; return the words, each as often as somebody uses them."""
    words: list[str] = []
    async with made.opened() as (work, _), work.begin() as uow:
        while len(words) < people:
            uses = min(MOST_USES[Role.MEMBER], people - len(words))
            made_ = await invitations.invite(uow, Clock().now(), Role.MEMBER, TOWN, uses=uses)
            words += [made_.words] * uses
    return words


async def _members(made: BenchNetwork) -> int:
    async with made.opened() as (work, _), work.store.read() as session:
        counted = select(func.count(func.distinct(t.grant.c.person_id))).where(t.grant.c.role == Role.MEMBER.value)
        return int((await (await session.connection()).execute(counted)).scalar_one())


def _figures(
    sizes: JoinSizes, alone: Sequence[float], seen: JoinsSeen, members: int, used: float | None
) -> list[MeasuredFigure]:
    def figure(name: str, value: float | None, unit: str = "", **more: Any) -> MeasuredFigure:
        return MeasuredFigure(bench=NAME, name=name, unit=unit, value=value, **more)

    people = sizes.people
    before = figure("a member's report on the desk, alone, median", percentile(alone, 0.5) * 1_000, "ms")
    meanwhile = figure("the same while they join", percentile(seen.reports, 0.5) * 1_000, "ms").compared_with(before)
    fast = None if meanwhile.ratio is None else meanwhile.ratio <= AS_FAST
    return [
        figure(f"members of {people:,} who joined", members).with_goal(f"{people:,}", members == people),
        figure("from the first to the last", seen.seconds, "s").with_goal(f"{WITHIN:g} s", seen.seconds <= WITHIN),
        figure("to join, median", percentile(seen.joins, 0.5) * 1_000, "ms"),
        figure("to join, 99th percentile", percentile(seen.joins, 0.99) * 1_000, "ms"),
        before,
        meanwhile.with_goal(f"x {AS_FAST:g}", fast),
        figure("the slowest meanwhile", max(seen.reports) * 1_000, "ms"),
        figure("new messages to a coordinator", seen.newest).with_goal(f"{MOST_HEARD}", seen.newest <= MOST_HEARD),
        figure("CPU a newcomer", used and used / people * 1_000, "ms", note="only known on Linux"),
    ]
