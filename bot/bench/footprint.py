"""What the program costs a small machine: CPU of a start and of a paced message, and memory."""

import asyncio
import time
from asyncio.subprocess import PIPE
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bot.bench.bench_network import BenchNetwork, bench_network
from bot.bench.bulk_people import FIRST
from bot.bench.cpu import cpu_seconds
from bot.bench.decision import connect
from bot.bench.measured_figure import MeasuredFigure
from bot.bench.memory import peak_mebibytes
from bot.bench.minimal_server import minimal_server
from bot.bench.peers import AIOGRAM, PEERS, PLAIN, NotInstalled, Send
from bot.bench.simulation_process import simulation_process
from bot.process.child_process import ChildProcess
from bot.process.heartbeat_file import ALIVE_FILE

NAME = "footprint"
RATE = 30
"""Messages a second, which is Telegram's limit."""
START, MEMORY = 1.2, 150.0
"""Seconds of CPU; MiB at the peak."""
PACED = 300
"""Messages of each peer: its cost does not change with the number."""
STARTS = 3
_LOOK = 0.5
"""Seconds between two looks at a process that is just starting."""
_STILL = 0.02
"""Seconds of CPU between two looks, at most, of one that has started."""
_UNKNOWN = "only known on Linux"


@dataclass(frozen=True)
class UsedByBroadcast:
    """What broadcasts took of the program."""

    seconds: float | None
    """Of CPU, for each message."""
    peak: float | None
    """MiB."""


async def measure(people: int, decisions: int) -> list[MeasuredFigure]:
    """Measure starts in turns with a process that sends one message; then paced broadcasts, and peers at that pace."""
    starts, lone = await _starts(people)
    broadcast = await _broadcasts(people, decisions)
    peers = [await _paced_peer(name, min(people, PACED)) for name in (AIOGRAM, PLAIN)]
    return [*_start_figures(starts, lone), *_message_figures(broadcast, peers)]


async def _starts(people: int) -> tuple[list[float], list[float]]:
    """Return seconds of CPU of each start, and of each process that only sends one message; none where not known."""
    ours, lone = [], []
    async with minimal_server() as server, bench_network(people, origin=server.origin) as made:
        alive = made.folder / "data" / ALIVE_FILE
        for _ in range(STARTS):
            _forget(alive)
            async with made.running() as process:
                used = await _settled(process, alive)
            if used is not None:
                ours.append(used)
            lone.append(await _lone(made))
    return ours, lone


def _is_written(alive: Path) -> bool:
    return alive.exists()


def _forget(alive: Path) -> None:
    alive.unlink(missing_ok=True)


async def _lone(made: BenchNetwork) -> float:
    """Start a process that sends one message and ends; return the seconds of CPU that it says it took."""
    process = await made.start("bot.bench.single_send", stdout=PIPE)
    said, _ = await process.communicate()
    return float(said)


async def _settled(process: ChildProcess, alive: Path) -> float | None:
    """Wait until a process that starts runs and has nothing more to do; return the seconds of CPU that it took.

    `alive`: the file that it writes once it runs.
    """
    used = 0.0
    while (now := cpu_seconds(process.pid)) is not None:
        if _is_written(alive) and now - used < _STILL:
            return now
        used = now
        await asyncio.sleep(_LOOK)
    return None


async def _broadcasts(people: int, decisions: int) -> UsedByBroadcast:
    """Play a report, its decision and its broadcast, so many times, in the real program at Telegram's limits."""
    async with (
        simulation_process("bot.bench.decision_simulation", people, decisions, 0) as simulation,
        bench_network(people, origin=simulation.origin, tokens=simulation.tokens, desk=1) as made,
    ):
        await connect(made, await simulation.next_result())
        async with made.running() as process:
            await simulation.next_result()
            before = cpu_seconds(process.pid)
            await simulation.next_result()
            after = cpu_seconds(process.pid)
            peak = peak_mebibytes(process.pid)
    used = None if before is None or after is None else (after - before) / people / decisions
    return UsedByBroadcast(used, peak)


async def _paced_peer(name: str, messages: int) -> MeasuredFigure:
    """Send so many messages at the same pace in another way, which records nothing."""
    peer = next(peer for peer in PEERS if peer.name == name)
    text = "x" * 350
    async with minimal_server() as server:
        try:
            async with peer.open(server.origin, text) as send:
                await send(FIRST)
                value: float | None = await _paced(send, messages) * 1_000
                note = ""
        except NotInstalled as error:
            value, note = None, f"not installed: pip install {error}"
    return MeasuredFigure(bench=NAME, name=f"{name}, a paced message", unit="ms", value=value, note=note)


async def _paced(send: Send, messages: int) -> float:
    """Send so many messages, one after the other at RATE; return the seconds of CPU that each took this process."""
    loop = asyncio.get_running_loop()
    begun, used = loop.time(), time.process_time()
    async with asyncio.TaskGroup() as group:
        for number in range(messages):
            await asyncio.sleep(begun + number / RATE - loop.time())
            group.create_task(_sent(send, FIRST + number))
    return (time.process_time() - used) / messages


async def _sent(send: Send, chat: int) -> None:
    await send(chat)


def _start_figures(ours: Sequence[float], lone: Sequence[float]) -> list[MeasuredFigure]:
    peer = MeasuredFigure(bench=NAME, name="python-telegram-bot, one message", unit="s of CPU", value=median(lone))
    start = MeasuredFigure(
        bench=NAME,
        name=f"a start, median of {STARTS}",
        unit="s of CPU",
        value=median(ours) if ours else None,
        note=_UNKNOWN,
    )
    goal = None if start.value is None else start.value <= START
    return [start.compared_with(peer).with_goal(f"{START:g} s", goal), peer]


def _message_figures(used: UsedByBroadcast, peers: Sequence[MeasuredFigure]) -> list[MeasuredFigure]:
    aiogram = peers[0]
    message = MeasuredFigure(
        bench=NAME,
        name="a paced message, with report, decision and card",
        unit="ms",
        value=None if used.seconds is None else used.seconds * 1_000,
        note=_UNKNOWN,
    ).compared_with(aiogram)
    memory = MeasuredFigure(bench=NAME, name="peak memory", unit="MiB", value=used.peak, note=_UNKNOWN)
    return [
        message.with_goal("x 1", None if message.ratio is None else message.ratio <= 1),
        *peers,
        memory.with_goal(f"{MEMORY:g} MiB", None if used.peak is None else used.peak <= MEMORY),
    ]
