"""How long it takes to choose and to enqueue everybody of a town in one transaction, and what memory it takes."""

import asyncio
import json
import math
import sys
import time
from asyncio.subprocess import PIPE
from collections.abc import Sequence

from sqlalchemy import delete, func, select

import bot.app  # noqa: F401 - the whole program, so that the memory is what a running one takes
from alerts.notices import Lane
from bot.bench import sample_alert
from bot.bench.bench_network import BenchNetwork, bench_network
from bot.bench.measured_figure import MeasuredFigure
from bot.bench.memory import peak_mebibytes
from bot.logs import setup
from bot.process.clock import Clock
from storage.core import core_tables as t
from storage.core.outbox_tables import DeliveryRow
from storage.unit_of_work import UnitOfWorkFactory

NAME = "choosing"
NOWHERE = "http://127.0.0.1:9"
ROUNDS = 3
GOALS = {2_000: 0.050, 100_000: 1.0}
"""People of a town, and seconds within which they are to be enqueued."""
MOST_MEMORY = 250.0
"""MiB that the largest network may take at its peak."""
MOST_OBJECTS = 10_000
"""Most people for whom the peer is measured: with more it would take half a minute."""
LINEAR = 1.1
"""Largest exponent that still counts as linear: the constant part of a transaction bends the line."""


async def measure(sizes: Sequence[int]) -> list[MeasuredFigure]:
    """Measure each size in a network and in a process of its own."""
    figures: list[MeasuredFigure] = []
    measured: dict[int, dict[str, float]] = {}
    for people in sizes:
        async with bench_network(people, origin=NOWHERE) as made:
            measured[people] = await _in_own_process(made)
        figures += _figures(people, measured[people])
    first, last = min(sizes), max(sizes)
    times = measured[last]["seconds"] / measured[first]["seconds"]
    exponent = math.log(times) / math.log(last / first) if last > first else None
    growth = MeasuredFigure(
        bench=NAME, name=f"exponent, {first:,} to {last:,}", unit="", value=exponent, note="one size only"
    )
    memory = MeasuredFigure(bench=NAME, name=f"peak memory, {last:,} people", unit="MiB", value=measured[last]["peak"])
    return [
        *figures,
        growth.with_goal("1 (linear)", None if exponent is None else exponent <= LINEAR),
        memory.with_goal(f"{MOST_MEMORY:g} MiB", measured[last]["peak"] <= MOST_MEMORY),
    ]


def _figures(people: int, measured: dict[str, float]) -> list[MeasuredFigure]:
    ours = MeasuredFigure(bench=NAME, name=f"{people:,} people", unit="ms", value=measured["seconds"] * 1_000)
    if (goal := GOALS.get(people)) is not None:
        ours = ours.with_goal(f"{goal * 1_000:g} ms", measured["seconds"] <= goal)
    if "objects" not in measured:
        return [ours]
    objects = MeasuredFigure(
        bench=NAME, name=f"{people:,} people, as objects", unit="ms", value=measured["objects"] * 1_000
    )
    return [ours.compared_with(objects), objects]


async def _in_own_process(made: BenchNetwork) -> dict[str, float]:
    process = await made.start("bot.bench.enqueue", stdout=PIPE)
    out, _ = await process.communicate()
    return dict(json.loads(out))


async def _measure_here(made: BenchNetwork) -> dict[str, float]:
    """Measure the best of some rounds, and the peak of memory before the peer's objects come into it."""
    async with made.opened() as (work, _):
        rounds = [await _one_transaction(work) for _ in range(ROUNDS)]
        measured = {"seconds": min(rounds), "peak": peak_mebibytes() or math.nan}
        async with work.store.read() as session:
            counting = select(func.count()).select_from(t.contact)
            people = (await (await session.connection()).execute(counting)).scalar_one()
        return measured | ({"objects": await _as_objects(work)} if people <= MOST_OBJECTS else {})


async def _one_transaction(work: UnitOfWorkFactory) -> float:
    """Measure seconds from the begin of the transaction to the end of its commit."""
    await _clear(work)
    now = Clock().now()
    begun = time.perf_counter()
    async with work.begin() as uow:
        await sample_alert.broadcast(uow, await sample_alert.prepare(uow, now), now)
    return time.perf_counter() - begun


async def _as_objects(work: UnitOfWorkFactory) -> float:
    """Measure the peer: seconds to make the same rows one by one, as objects."""
    await _clear(work)
    now = Clock().now()
    begun = time.perf_counter()
    async with work.begin() as uow:
        notice_id = await uow.mail.post(await sample_alert.prepare(uow, now), (), now)
        asking = select(t.contact.c.id, t.contact.c.line_id)
        for contact_id, line_id in await (await uow.session.connection()).execute(asking):
            uow.session.add(
                DeliveryRow(
                    notice_id=notice_id, line_id=line_id, contact_id=contact_id, lane=Lane.ALERT.value, due_at=now
                )
            )
    return time.perf_counter() - begun


async def _clear(work: UnitOfWorkFactory) -> None:
    async with work.store.write() as session:
        await (await session.connection()).execute(delete(t.delivery))


if __name__ == "__main__":
    with setup.set_up("ERROR"):
        sys.stdout.write(json.dumps(asyncio.run(_measure_here(BenchNetwork.here()))))
