"""How long a killed program takes, once it is started again, to send on: with very many deliveries still open."""

import asyncio
import time

from sqlalchemy import select, update

from bot.bench import sample_alert
from bot.bench.bench_network import BenchNetwork, bench_network
from bot.bench.measured_figure import MeasuredFigure
from bot.bench.memory import peak_mebibytes
from bot.bench.minimal_server import MinimalServer, minimal_server
from bot.process.clock import Clock
from storage.core import core_tables as t

NAME = "restart"
IN_FLIGHT = 30
"""Deliveries that the killed run had marked as being sent."""
GOAL = 2.0
"""Seconds from the start to the first send."""
MOST_MEMORY = 250.0
"""MiB at the peak."""
PATIENCE = 60.0
"""Seconds to wait for the first message."""


async def measure(people: int) -> list[MeasuredFigure]:
    """Measure the program, and a process that does nothing but start and send one message."""
    async with minimal_server() as server, bench_network(people, origin=server.origin) as made:
        await _leave_open(made)
        async with made.running() as process:
            seconds = await _first_send(server)
            peak = peak_mebibytes(process.pid)
    async with minimal_server() as server:
        bare = BenchNetwork.of(made.folder.parent, server.origin, made.env["TELEGRAM_BOT_TOKEN"])
        lone = await bare.start("bot.bench.single_send")
        peer = MeasuredFigure(
            bench=NAME, name="python-telegram-bot, one message", unit="s", value=await _first_send(server)
        )
        await lone.wait()
    name = f"start to first send, {people:,} open"
    ours = MeasuredFigure(bench=NAME, name=name, unit="s", value=seconds).compared_with(peer)
    memory = MeasuredFigure(bench=NAME, name="peak memory by then", unit="MiB", value=peak, note="only known on Linux")
    within = None if peak is None else peak <= MOST_MEMORY
    return [
        ours.with_goal(f"{GOAL:g} s", seconds <= GOAL),
        peer,
        memory.with_goal(f"{MOST_MEMORY:g} MiB", within),
    ]


async def _leave_open(made: BenchNetwork) -> None:
    """Leave the network as a kill in the middle of a broadcast leaves it."""
    now = Clock().now()
    async with made.opened() as (work, _):
        async with work.begin() as uow:
            await sample_alert.broadcast(uow, await sample_alert.prepare(uow, now), now)
        async with work.store.write() as session:
            first = select(t.delivery.c.id).order_by(t.delivery.c.id).limit(IN_FLIGHT)
            marking = update(t.delivery).where(t.delivery.c.id.in_(first)).values(state="sending", boot="killed")
            await (await session.connection()).execute(marking)


async def _first_send(server: MinimalServer) -> float:
    """Measure seconds from now to the first accepted message; the process was begun just now."""
    begun = time.monotonic()
    return await asyncio.wait_for(server.first_send(), PATIENCE) - begun
