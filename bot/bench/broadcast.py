"""How many messages a durable broadcast sends per CPU-second, beside senders that record nothing."""

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from bot.bench import sample_alert
from bot.bench.bench_network import bench_network
from bot.bench.broadcaster import broadcaster
from bot.bench.bulk_people import FIRST
from bot.bench.measured_figure import MeasuredFigure
from bot.bench.minimal_server import minimal_server
from bot.bench.peers import AIOGRAM, PEERS, PLAIN, NotInstalled, Peer, Send

NAME = "broadcast"
OURS = "Rebato, every outcome recorded"
UNIT = "messages/CPU-s"
TIMES_PLAIN, TIMES_AIOGRAM = 10.0, 1.2


@dataclass
class _Contender:
    """One way to send, and its best round: whatever else the machine does only makes a round worse."""

    name: str
    messages: int
    prepare: Callable[[], Awaitable[object]]
    send: Callable[[], Awaitable[object]]
    best: float = field(default=0.0)

    async def round(self) -> None:
        """Send once more, and keep the round if it is the best."""
        await self.prepare()
        gc.collect()
        begun = time.process_time()
        await self.send()
        self.best = max(self.best, self.messages / (time.process_time() - begun))


async def measure(messages: int, rounds: int) -> list[MeasuredFigure]:
    """Measure each way in turn against the same server, `rounds` times."""
    missing: dict[str, str] = {}
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(minimal_server())
        made = await stack.enter_async_context(bench_network(messages, origin=server.origin))
        ours = await stack.enter_async_context(broadcaster(made))
        text = sample_alert.text_of(await ours.enqueue(), datetime.now(UTC))
        await ours.send()
        contenders = [_Contender(OURS, messages, ours.enqueue, ours.send)]
        for peer in PEERS:
            try:
                send = await stack.enter_async_context(peer.open(server.origin, text))
            except NotInstalled as error:
                missing[peer.name] = f"not installed: pip install {error}"
                continue
            contenders.append(_contender(peer, send, max(1, round(messages * peer.share))))
        for _ in range(rounds):
            for contender in contenders:
                await contender.round()
    return _figures({contender.name: contender.best for contender in contenders}, missing)


def _contender(peer: Peer, send: Send, messages: int) -> _Contender:
    async def warmed_up() -> None:
        await asyncio.gather(*(send(FIRST) for _ in range(peer.together)))

    return _Contender(peer.name, messages, warmed_up, partial(_sent, send, messages, peer.together))


async def _sent(send: Send, messages: int, together: int) -> None:
    chats = iter(range(FIRST, FIRST + messages))

    async def worker() -> None:
        for chat in chats:
            await send(chat)

    await asyncio.gather(*(worker() for _ in range(together)))


def _figures(best: dict[str, float], missing: dict[str, str]) -> list[MeasuredFigure]:
    figures = {
        name: MeasuredFigure(bench=NAME, name=name, unit=UNIT, value=best.get(name), note=missing.get(name, ""))
        for name in (OURS, *(peer.name for peer in PEERS))
    }
    plain = figures[PLAIN]
    ours, aiogram = figures[OURS].compared_with(plain), figures[OURS].compared_with(figures[AIOGRAM])
    met = ours.ratio is not None and ours.ratio >= TIMES_PLAIN
    first = [ours.with_goal(f"x {TIMES_PLAIN:g}", met)]
    if aiogram.ratio is not None:
        first.append(aiogram.with_goal(f"x {TIMES_AIOGRAM:g}", aiogram.ratio >= TIMES_AIOGRAM))
    return [*first, *(figure.compared_with(plain) for name, figure in figures.items() if name != OURS)]
