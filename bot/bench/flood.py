"""Strangers by the thousand: a member's report and a dispatcher's tap beside the same with nobody else there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.bench.bench_network import BenchNetwork, bench_network
from bot.bench.bulk_people import FIRST
from bot.bench.flood_simulation import ASKED, REST, report_words
from bot.bench.measured_figure import MeasuredFigure
from bot.bench.simulation_process import simulation_process
from bot.inbound.codec import arrived
from bot.process.clock import Clock
from handlers.core.inbound import Inbound, InboundKind
from storage.inbox import inbox

NAME = "flood"
ON_DESK, TAPPED = 3.0, 1.0
"""Seconds within which a member's report is on the desk, and a dispatcher is answered."""
AT_ONCE = 500
"""Messages kept in one transaction."""


@dataclass(frozen=True, kw_only=True)
class FloodSizes:
    """How many strangers there are, and how long they have been waiting."""

    waiting: int = 5_000
    """Reports of strangers that wait in the inbox when the program starts, or at the platform before the member's."""
    open: Sequence[int] = (60, 120)
    """Reports of strangers that are on the desk, and reminded of."""
    reminded: float = 70.0
    """Seconds after which reminders of those are due."""
    pause: float = REST
    """Seconds before each message of the dispatcher."""


async def measure(sizes: FloodSizes) -> list[MeasuredFigure]:
    """Measure the real program with nobody else there, with a full inbox, and with leads that it reminds of."""
    idle = _figures("idle", await _waits(sizes.pause))
    found = list(idle)
    busy = [
        (f"{sizes.waiting:,} waiting", await _waits(sizes.pause, waiting=sizes.waiting)),
        (f"{sizes.waiting:,} at the platform", await _waits(sizes.pause, writing=sizes.waiting)),
    ]
    busy += [
        (f"{open_:,} open, reminded", await _waits(sizes.pause, waiting=open_, rest=sizes.reminded))
        for open_ in sizes.open
    ]
    for name, waits in busy:
        for figure, alone in zip(_figures(name, waits), idle, strict=True):
            seconds = ON_DESK if "report" in figure.name else TAPPED
            met = figure.value is not None and figure.value <= seconds * 1_000
            found.append(figure.compared_with(alone).with_goal(f"{seconds * 1_000:,.0f} ms", met))
    return found


async def _waits(
    pause: float, *, waiting: int = 0, rest: float = 0.0, writing: int = 0
) -> dict[str, float | list[float]]:
    """Run the program on an inbox full of so many strangers' reports, and after `rest` seconds watch who waits.

    `writing`: so many more strangers write just before the member does; `pause`: see FloodSizes.
    """
    async with (
        simulation_process("bot.bench.flood_simulation", waiting + writing, rest, writing, pause) as simulation,
        bench_network(0, origin=simulation.origin, tokens=simulation.tokens, desk=1, members=1) as made,
    ):
        await _fill_inbox(made, waiting)
        async with made.running():
            waits: dict[str, float | list[float]] = await simulation.next_result()
            return waits


async def _fill_inbox(made: BenchNetwork, strangers: int) -> None:
    async with made.opened() as (work, line_id):
        now = Clock().now()
        said = list(reports(strangers, line_id, now - timedelta(seconds=1)))
        for begin in range(0, strangers, AT_ONCE):
            async with work.store.write() as session:
                kept = [arrived(message) for message in said[begin : begin + AT_ONCE]]
                await inbox.keep(session, work.store.vault, kept, now)


def reports(strangers: int, line_id: int, at: datetime) -> Iterator[Inbound]:
    """Make a report of another corner for each stranger; the dispatcher and the member have the first two ids."""
    for number in range(strangers):
        sender = str(FIRST + 2 + number)
        yield Inbound(
            line_id=line_id,
            dedup=f"flood:{number}",
            sender=sender,
            chat=sender,
            kind=InboundKind.TEXT,
            sent_at=at,
            text=report_words(number),
        )


def _figures(name: str, waits: dict[str, float | list[float]]) -> list[MeasuredFigure]:
    answers = waits["answers"]
    seconds = {
        "a member's report on the desk": waits["report"],
        "a dispatcher's tap": waits["tap"],
        **dict(zip((words for words, _ in ASKED), answers if isinstance(answers, list) else (), strict=True)),
    }
    return [
        MeasuredFigure(bench=NAME, name=f"{what}, {name}", unit="ms", value=value * 1_000)
        for what, value in seconds.items()
        if isinstance(value, float)
    ]
