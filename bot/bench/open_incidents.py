"""What a report costs with few and with very many incidents open, and what the desk's lists cost: the same."""

import time
from collections.abc import Iterator, Sequence
from datetime import timedelta

from alerts.incidents.incident import Report
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.places.place import Place
from bot.bench.bench_network import TOWN, bench_network
from bot.bench.bulk_people import FIRST
from bot.bench.flood import reports
from bot.bench.measured_figure import MeasuredFigure
from bot.inbound.dispatch import Dispatcher
from bot.inbound.intake import Intake
from bot.inbound.intake_callbacks import IntakeCallbacks
from bot.process.clock import Clock
from handlers.core.inbound import Inbound, InboundKind
from storage.unit_of_work import UnitOfWorkFactory

NAME = "open"
COSTS = 1.5
"""Times as much at most as with the fewest open."""
ASKED = ("/desk", "/status", "is it true that they are on Elm St?")
"""What the dispatcher writes meanwhile."""
WHAT = ("a report", "/desk", "/status", "a rumour")
ROUNDS = 3
PATIENCE = 60.0
"""Seconds that one report may take: a busy machine must not leave one out."""


async def measure(sizes: Sequence[int], reported: int) -> list[MeasuredFigure]:
    """Measure the CPU of this process for so many of each, with each number of incidents open; the median of rounds."""
    found: list[MeasuredFigure] = []
    for size in sizes:
        rounds = [await _seconds(size, reported) for _ in range(ROUNDS)]
        for at, what in enumerate(WHAT):
            median = sorted(seconds[at] for seconds in rounds)[ROUNDS // 2]
            figure = MeasuredFigure(bench=NAME, name=f"CPU of {what}, {size:,} open", unit="ms", value=median * 1_000)
            if size != sizes[0]:
                figure = figure.compared_with(found[at])
                figure = figure.with_goal(f"x {COSTS}", figure.ratio is not None and figure.ratio <= COSTS)
            found.append(figure)
    return found


async def _seconds(size: int, reported: int) -> list[float]:
    """Return what a report costs, then each of ASKED, in the order of WHAT."""
    async with bench_network(0, origin="http://127.0.0.1:1", desk=1) as made, made.opened() as (work, line_id):
        await _open(work, size)
        intake = _intake(work)
        reporting = list(reports(reported + 1, line_id, Clock().now()))
        asking = (list(_asking(words, reported + 1, line_id)) for words in ASKED)
        return [await _cost(intake, messages) for messages in (reporting, *asking)]


async def _cost(intake: Intake, messages: list[Inbound]) -> float:
    # The first one loads what all of them need.
    await intake.take(messages[:1], None)
    await intake.drain()
    begun = time.process_time()
    for message in messages[1:]:
        await intake.take([message], None)
        await intake.drain()
    return (time.process_time() - begun) / (len(messages) - 1)


def _asking(words: str, often: int, line_id: int) -> Iterator[Inbound]:
    """Let the dispatcher, who has the first id, write this so often."""
    for number in range(often):
        yield Inbound(
            line_id=line_id,
            dedup=f"{words}:{number}",
            sender=str(FIRST),
            chat=str(FIRST),
            kind=InboundKind.TEXT,
            sent_at=Clock().now(),
            text=words,
        )


def _intake(work: UnitOfWorkFactory) -> Intake:
    dispatcher = Dispatcher(work, Clock().now, lambda _: None)
    callbacks = IntakeCallbacks(
        answer=dispatcher.answer,
        acknowledge=dispatcher.acknowledge,
        apologise=dispatcher.apologise,
        deaf=dispatcher.deaf,
        wake=lambda: None,
    )
    return Intake(work.store, Clock().now, callbacks, patience=PATIENCE)


async def _open(work: UnitOfWorkFactory, size: int) -> None:
    """Open so many incidents, each with a report of a stranger that is a minute old."""
    now = Clock().now()
    async with work.begin() as uow:
        for number in range(size):
            place = Place(words=f"{10_000 + number} {_NAMES[number % len(_NAMES)]} St & Bridge")
            incident = await INCIDENTS(uow).open_new(town_id=TOWN, place=place, observed_at=now, now=now)
            await REPORTS(uow).add(
                Report(
                    id=0,
                    incident_id=incident.id,
                    person_id=None,
                    contact_id=None,
                    number=1,
                    verified=False,
                    first_hand=True,
                    received_at=now - timedelta(minutes=1),
                    words="two vans",
                    language="en",
                    place=place,
                    facts={"kind": "see"},
                )
            )


_NAMES = "Elm Oak Maple Cedar Birch Walnut Chestnut Linden Locust Willow Spruce Poplar Hickory Magnolia".split()
