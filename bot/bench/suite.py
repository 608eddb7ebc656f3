"""The measurements by name, and how much each takes."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

from bot.bench import broadcast, decision, enqueue, flood, footprint, joins, open_incidents, rate_limit, restart, surge
from bot.bench.flood import FloodSizes
from bot.bench.joins import JoinSizes
from bot.bench.measured_figure import MeasuredFigure

Measurement: TypeAlias = Callable[[], Awaitable[list[MeasuredFigure]]]


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """How much each measurement takes of everything; the tests take very little."""

    messages: int = 2_000
    rounds: int = 9
    people: int = 2_000
    """Who get the broadcast at Telegram's limit: 67 seconds alone, 100 while some talk."""
    towns: Sequence[int] = (1_000, 2_000, 10_000, 100_000)
    """People of each town that is chosen and enqueued."""
    open: int = 100_000
    """Deliveries that are open at the restart."""
    told: int = 200
    """Who are told of each decision."""
    decisions: int = 10
    small: int = 2_000
    """People of the network whose start, messages and memory are measured."""
    broadcasts: int = 1
    reports: int = 1_000
    """Strangers who report in the surge."""
    flood: FloodSizes = field(default_factory=FloodSizes)
    """Strangers among whom a member and a dispatcher want to be heard."""
    joins: JoinSizes = field(default_factory=JoinSizes)
    """People who join while members report."""
    standing: Sequence[int] = (10, 5_000)
    """Incidents that are open while reports are made."""
    measured: int = 100
    """Reports that are made then."""
    minute: float = 60.0
    """Seconds within which the reports of the surge come."""


def measurements(sizes: Sizes) -> Mapping[str, Measurement]:
    """Map each name to its measurement, in the order in which they are made."""
    return {
        broadcast.NAME: partial(broadcast.measure, sizes.messages, sizes.rounds),
        enqueue.NAME: partial(enqueue.measure, sizes.towns),
        restart.NAME: partial(restart.measure, sizes.open),
        decision.NAME: partial(decision.measure, sizes.told, sizes.decisions),
        footprint.NAME: partial(footprint.measure, sizes.small, sizes.broadcasts),
        surge.NAME: partial(surge.measure, sizes.reports, sizes.minute),
        flood.NAME: partial(flood.measure, sizes.flood),
        joins.NAME: partial(joins.measure, sizes.joins),
        open_incidents.NAME: partial(open_incidents.measure, sizes.standing, sizes.measured),
        rate_limit.NAME: partial(rate_limit.measure, sizes.people),
    }


NAMES = tuple(measurements(Sizes()))


def chosen(sizes: Sizes, only: Sequence[str]) -> Iterator[Measurement]:
    """Yield the measurements of these names; all of them where none is named."""
    return (measure for name, measure in measurements(sizes).items() if name in (only or NAMES))
