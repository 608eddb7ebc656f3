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

from bot.bench import alarm
from bot.bench.crowd import FIRST
from bot.bench.figure import Figure
from bot.bench.telegram import BroadcastSeen, Platform, platform
from bot.bench.trial import trial
from bot.process.clock import Clock

NAME = "limit"
A_SECOND, TALKERS = 10.0, 200
LIMIT = 30
SLACK = 1.02
ANSWERED = 0.300
"""Seconds, for 99 of 100 answers."""
ALONE, TALKING = "alone", f"while {A_SECOND:g} a second talk"
BOTS = 2
TWICE = "two lines"
THEIRS = "AIORateLimiter"


async def measure(people: int) -> list[Figure]:
    """The real program alone, on two lines, and while people talk; then the peer while they do."""
    alone = await _ours(people, 0.0)
    twice = await _ours(people, 0.0, BOTS)
    talking = await _ours(people, A_SECOND)
    peer = await _theirs(people)
    if peer is None:
        missing = Figure(bench=NAME, name=THEIRS, unit="", note="not installed: pip install 'aiolimiter<1.3'")
        return [*_figures(ALONE, alone), *_twice(alone, twice), *_figures(TALKING, talking), missing]
    theirs = _figures(f"{THEIRS}, {TALKING}", peer)
    beside = [one.beside(other) for one, other in zip(_figures(TALKING, talking), theirs, strict=True)]
    return [*_figures(ALONE, alone), *_twice(alone, twice), *beside, *theirs]


def _twice(alone: BroadcastSeen, twice: BroadcastSeen) -> list[Figure]:
    """Beside one line: half the time."""
    pairs = zip(_figures(TWICE, twice, BOTS), _figures(ALONE, alone), strict=True)
    return [figure.beside(one) for figure, one in pairs]


async def _ours(people: int, a_second: float, bots: int = 1) -> BroadcastSeen:
    async with (
        platform(people, TALKERS, a_second, bots) as there,
        trial(people, origin=there.origin, tokens=there.tokens, talkers=TALKERS) as made,
    ):
        now = Clock().now()
        async with made.opened() as (work, _), work.begin() as uow:
            await alarm.broadcast(uow, await alarm.prepare(uow, now), now)
        async with made.running():
            return await there.seen()


async def _theirs(people: int) -> BroadcastSeen | None:
    try:
        importlib.import_module("aiolimiter")
    except ImportError:
        return None
    async with platform(people, TALKERS, A_SECOND) as there:
        limiter = AIORateLimiter(max_retries=20)
        async with ExtBot[Any](there.tokens[0], base_url=f"{there.origin}/bot", rate_limiter=limiter) as bot:
            answering = asyncio.create_task(_answer(bot))
            sending = [asyncio.create_task(_tell(bot, FIRST + number)) for number in range(people)]
            try:
                return await _seen_before(there, sending)
            finally:
                answering.cancel()
                await asyncio.gather(answering, *sending, return_exceptions=True)


async def _seen_before(there: Platform, sending: Sequence[asyncio.Task[None]]) -> BroadcastSeen | None:
    """What was seen; None where the peer gave up before everybody was told."""
    seen = asyncio.create_task(there.seen())
    await asyncio.gather(*sending)
    done, _ = await asyncio.wait((seen,), timeout=60)
    return seen.result() if done else None


async def _tell(bot: ExtBot[Any], chat: int) -> None:
    with suppress(TelegramError):
        await bot.send_message(chat, "x" * 350)


async def _answer(bot: ExtBot[Any]) -> None:
    """To everything that anybody says."""
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


def _figures(how: str, seen: BroadcastSeen, bots: int = 1) -> list[Figure]:
    ideal = seen.sends / LIMIT / bots
    figures = [
        Figure(bench=NAME, name=f"{how}: {seen.sends:,} sends", unit="s", value=seen.seconds).aiming(
            f"{SLACK * ideal:.1f} s", seen.seconds <= SLACK * ideal
        ),
        Figure(bench=NAME, name=f"{how}: most in any 1,000 ms", unit="sends", value=seen.most).aiming(
            f"{LIMIT}", seen.most <= LIMIT
        ),
        Figure(bench=NAME, name=f"{how}: refused (429)", unit="sends", value=seen.refused).aiming(
            "0", not seen.refused
        ),
    ]
    if seen.answers:
        late = percentile(seen.answers, 0.99)
        figures.append(
            Figure(bench=NAME, name=f"{how}: answers, 99th percentile", unit="ms", value=late * 1_000).aiming(
                f"{ANSWERED * 1_000:g} ms", late <= ANSWERED
            )
        )
    return figures


def percentile(values: Sequence[float], share: float) -> float:
    """Of sorted values, the nearest rank."""
    return values[max(0, math.ceil(share * len(values)) - 1)]
