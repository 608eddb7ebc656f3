"""Very many reports at once, about few places: all kept, all answered soon, and a desk that is not flooded."""

from dataclasses import dataclass

from sqlalchemy import func, select

from bot.bench.bench_network import BenchNetwork, bench_network
from bot.bench.cpu import cpu_seconds
from bot.bench.measured_figure import MeasuredFigure
from bot.bench.rate_limit import percentile
from bot.bench.report_phrases import PLACES
from bot.bench.simulation_process import simulation_process
from bot.bench.surge_simulation import SurgeSeen
from storage.core import core_tables as t
from storage.incidents.tables import report

NAME = "surge"
DESK = 3
ANSWERED = 1.0
"""Seconds within which 99 of 100 first answers must come."""
CPU = 15.0
"""Milliseconds of CPU a report."""
MOST_NEW = 6 * PLACES
"""Most new messages to one dispatcher: each place's card, and a few that must wake."""


@dataclass(frozen=True, kw_only=True)
class KeptReports:
    """What is in the database after the surge."""

    reports: int
    """People of whom a report is kept."""
    waiting: int
    """Messages in the inbox that are not answered (yet): late, and not lost."""
    incidents: int


async def measure(people: int, seconds: float) -> list[MeasuredFigure]:
    """Measure the real program while strangers write within so many seconds, and three dispatchers only read."""
    async with (
        simulation_process("bot.bench.surge_simulation", people, DESK, seconds) as simulation,
        bench_network(0, origin=simulation.origin, tokens=simulation.tokens, desk=DESK) as made,
    ):
        async with made.running() as program:
            await simulation.next_result()
            before = cpu_seconds(program.pid)
            found = await simulation.next_result()
            after = cpu_seconds(program.pid)
        kept = await _kept(made)
    used = None if before is None or after is None else after - before
    return _figures(SurgeSeen(**found), kept, used)


async def _kept(made: BenchNetwork) -> KeptReports:
    async with made.opened() as (work, _), work.store.read() as session:
        connection = await session.connection()
        reports = select(func.count(func.distinct(report.c.contact_id))).select_from(report)
        waiting = select(func.count()).where(t.inbox.c.state != "done")
        incidents = select(func.count()).select_from(t.subject).where(t.subject.c.merged_into_id.is_(None))
        return KeptReports(
            reports=(await connection.execute(reports)).scalar_one(),
            waiting=(await connection.execute(waiting)).scalar_one(),
            incidents=(await connection.execute(incidents)).scalar_one(),
        )


def _figures(seen: SurgeSeen, kept: KeptReports, used: float | None) -> list[MeasuredFigure]:
    def figure(name: str, value: float | None, unit: str = "", note: str = "") -> MeasuredFigure:
        return MeasuredFigure(bench=NAME, name=name, unit=unit, value=value, note=note)

    late = percentile(seen.answers, 0.99)
    lost = seen.said - kept.reports - kept.waiting
    new = max(seen.messages)
    return [
        figure(f"reports kept of {seen.said:,}", kept.reports).with_goal(f"{seen.said:,}", kept.reports == seen.said),
        figure("reports lost", lost).with_goal("0", not lost),
        figure("refused (429)", seen.refused, "sends").with_goal("0", not seen.refused),
        figure("first answer, median", percentile(seen.answers, 0.5) * 1_000, "ms"),
        figure("first answer, 99th percentile", late * 1_000, "ms").with_goal(
            f"{ANSWERED * 1_000:,.0f} ms", late <= ANSWERED
        ),
        figure("incidents", kept.incidents).with_goal(f"{PLACES}", kept.incidents == PLACES),
        figure("new messages to each dispatcher, at most", new).with_goal(f"{MOST_NEW}", new <= MOST_NEW),
        figure("edits that each dispatcher saw, at most", max(seen.edits)),
        figure("CPU of the program", used, "s", note="only known on Linux"),
        _cpu_a_report(figure("CPU a report", used and used / seen.said * 1_000, "ms", note="only known on Linux")),
    ]


def _cpu_a_report(figure: MeasuredFigure) -> MeasuredFigure:
    return figure.with_goal(f"{CPU:g} ms", None if figure.value is None else figure.value <= CPU)
