"""A broadcast at Telegram's limit, alone and while people talk to the bot; beside python-telegram-bot's limiter."""

import asyncio
import importlib
import math
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, ExtBot

from bot.bench import sample_alert
from bot.bench.bench_network import bench_network
from bot.bench.bulk_people import FIRST
from bot.bench.measured_figure import MeasuredFigure
from bot.bench.rate_limit_simulation import BroadcastSeen, SimulatedPlatform, simulated_platform
from bot.process.clock import Clock

NAME = "limit"
A_SECOND, TALKERS = 10.0, 200
"""Messages a second, and how many people write them."""
LIMIT = 30
"""Messages that Telegram takes of one bot in a second (core.telegram.org/bots/faq)."""
SLACK = 1.02
"""How much longer than at the limit a broadcast may take."""
ANSWERED = 0.300
"""Seconds within which 99 of 100 answers must come."""
ALONE, TALKING = "alone", f"while {A_SECOND:g} a second talk"
BOTS = 2
TWICE = "two lines"
THEIRS = "AIORateLimiter"


async def measure(people: int) -> list[MeasuredFigure]:
    """Measure the real program alone, on two lines, and while people talk; then the peer while they do."""
    alone = await _ours(people, 0.0)
    twice = await _ours(people, 0.0, BOTS)
    talking = await _ours(people, A_SECOND)
    peer = await _theirs(people)
    if peer is None:
        missing = MeasuredFigure(bench=NAME, name=THEIRS, unit="", note="not installed: pip install 'aiolimiter<1.3'")
        return [*_figures(ALONE, alone), *_twice(alone, twice), *_figures(TALKING, talking), missing]
    theirs = _figures(f"{THEIRS}, {TALKING}", peer)
    beside = [one.compared_with(other) for one, other in zip(_figures(TALKING, talking), theirs, strict=True)]
    return [*_figures(ALONE, alone), *_twice(alone, twice), *beside, *theirs]


def _twice(alone: BroadcastSeen, twice: BroadcastSeen) -> list[MeasuredFigure]:
    """Compare two lines with one: they should take half the time."""
    pairs = zip(_figures(TWICE, twice, BOTS), _figures(ALONE, alone), strict=True)
    return [figure.compared_with(one) for figure, one in pairs]


async def _ours(people: int, a_second: float, bots: int = 1) -> BroadcastSeen:
    async with (
        simulated_platform(people, TALKERS, a_second, bots) as there,
        bench_network(people, origin=there.origin, tokens=there.tokens, talkers=TALKERS) as made,
    ):
        now = Clock().now()
        async with made.opened() as (work, _), work.begin() as uow:
            await sample_alert.broadcast(uow, await sample_alert.prepare(uow, now), now)
        async with made.running():
            return await there.seen()


async def _theirs(people: int) -> BroadcastSeen | None:
    try:
        importlib.import_module("aiolimiter")
    except ImportError:
        return None
    async with simulated_platform(people, TALKERS, A_SECOND) as there:
        limiter = AIORateLimiter(max_retries=20)
        async with ExtBot[Any](there.tokens[0], base_url=f"{there.origin}/bot", rate_limiter=limiter) as bot:
            answering = asyncio.create_task(_answer(bot))
            sending = [asyncio.create_task(_tell(bot, FIRST + number)) for number in range(people)]
            try:
                return await _seen_before(there, sending)
            finally:
                answering.cancel()
                await asyncio.gather(answering, *sending, return_exceptions=True)


async def _seen_before(there: SimulatedPlatform, sending: Sequence[asyncio.Task[None]]) -> BroadcastSeen | None:
    """Wait for what was seen; return None where the peer gave up before everybody was told."""
    seen = asyncio.create_task(there.seen())
    await asyncio.gather(*sending)
    done, _ = await asyncio.wait((seen,), timeout=60)
    return seen.result() if done else None


async def _tell(bot: ExtBot[Any], chat: int) -> None:
    with suppress(TelegramError):
        await bot.send_message(chat, "x" * 350)


async def _answer(bot: ExtBot[Any]) -> None:
    """Answer everything that anybody says, until it is cancelled."""
    offset, answers = 0, set()
    while True:
        updates: tuple[Update, ...] = ()
        with suppress(TelegramError):
            updates = await bot.get_updates(offset, timeout=10)
        for update in updates:
            offset = update.update_id + 1
            if update.effective_chat is not None:
                answer = asyncio.create_task(_tell(bot, update.effective_chat.id))
                answers.add(answer)
                answer.add_done_callback(answers.discard)


def _figures(how: str, seen: BroadcastSeen, bots: int = 1) -> list[MeasuredFigure]:
    ideal = seen.sends / LIMIT / bots
    figures = [
        MeasuredFigure(bench=NAME, name=f"{how}: {seen.sends:,} sends", unit="s", value=seen.seconds).with_goal(
            f"{SLACK * ideal:.1f} s", seen.seconds <= SLACK * ideal
        ),
        MeasuredFigure(bench=NAME, name=f"{how}: most in any 1,000 ms", unit="sends", value=seen.most).with_goal(
            f"{LIMIT}", seen.most <= LIMIT
        ),
        MeasuredFigure(bench=NAME, name=f"{how}: refused (429)", unit="sends", value=seen.refused).with_goal(
            "0", not seen.refused
        ),
    ]
    if seen.answers:
        late = percentile(seen.answers, 0.99)
        figures.append(
            MeasuredFigure(
                bench=NAME, name=f"{how}: answers, 99th percentile", unit="ms", value=late * 1_000
            ).with_goal(f"{ANSWERED * 1_000:g} ms", late <= ANSWERED)
        )
    return figures


def percentile(values: Sequence[float], share: float) -> float:
    """Find a percentile of sorted values by the nearest rank. `share`: 0.99 for the 99th."""
    return values[max(0, math.ceil(share * len(values)) - 1)]
