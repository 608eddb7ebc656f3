"""How many messages a durable broadcast sends per CPU-second, beside senders that record nothing."""

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from statistics import median

from bot.bench import sample_alert
from bot.bench.bench_network import bench_network
from bot.bench.broadcaster import broadcaster
from bot.bench.bulk_people import FIRST
from bot.bench.measured_figure import MeasuredFigure
from bot.bench.minimal_server import minimal_server
from bot.bench.peers import AIOGRAM, BARE, PEERS, PLAIN, NotInstalled, Peer, Send

NAME = "broadcast"
OURS = "Rebato, every outcome recorded"
UNIT = "messages/CPU-s"
TIMES_PLAIN = 10.0
IN_TURNS = {AIOGRAM: 1.4, BARE: 0.65}
"""Peers that come near, and the least ratio to each: a machine that is slow for a minute must not decide it."""


@dataclass
class _Contender:
    """One way to send, and what it sent in each round, in messages per CPU-second."""

    name: str
    messages: int
    prepare: Callable[[], Awaitable[object]]
    send: Callable[[], Awaitable[object]]
    rates: list[float] = field(default_factory=list)

    async def round(self) -> None:
        """Send once more."""
        await self.prepare()
        gc.collect()
        begun = time.process_time()
        await self.send()
        self.rates.append(self.messages / (time.process_time() - begun))


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
    return _figures({contender.name: contender.rates for contender in contenders}, missing)


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


def _figures(rates: Mapping[str, Sequence[float]], missing: Mapping[str, str]) -> list[MeasuredFigure]:
    """Show the best round of each: whatever else the machine does only makes a round worse."""
    figures = {
        name: MeasuredFigure(
            bench=NAME, name=name, unit=UNIT, value=max(rates.get(name, ()), default=None), note=missing.get(name, "")
        )
        for name in (OURS, *(peer.name for peer in PEERS))
    }
    plain, ours = figures[PLAIN], figures[OURS].compared_with(figures[PLAIN])
    met = ours.ratio is not None and ours.ratio >= TIMES_PLAIN
    near = [_in_turns(figures[OURS], rates, peer, least) for peer, least in IN_TURNS.items() if peer in rates]
    others = [figure.compared_with(plain) for name, figure in figures.items() if name != OURS]
    return [ours.with_goal(f"x {TIMES_PLAIN:g}", met), *near, *others]


def _in_turns(ours: MeasuredFigure, rates: Mapping[str, Sequence[float]], peer: str, least: float) -> MeasuredFigure:
    """Hold each round of ours against the peer's round after it."""
    ratios = [own / theirs for own, theirs in zip(rates[OURS], rates[peer], strict=True)]
    figure = replace(ours, name=f"beside {peer}, median of {len(ratios)} ratios").compared_in_turns(peer, ratios)
    return figure.with_goal(f"x {least:g}", median(ratios) >= least)
