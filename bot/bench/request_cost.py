"""What one sent message costs in CPU: python-telegram-bot's own request, and ours on aiohttp."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import Bot
from telegram.request import HTTPXRequest

from bot.bench.server import minimal_server
from bot.transports.telegram_request import AiohttpRequest

TOKEN = "1:bench-bench-bench-bench-bench-bench"  # noqa: S105 - the server takes any
TOGETHER = 64
"""Sends at a time."""
MESSAGES = 1_000


@dataclass(frozen=True)
class Cost:
    """CPU of this process for one message, in milliseconds, and its ratio to the first of the same run."""

    name: str
    milliseconds: float
    ratio: float


async def measure(messages: int = MESSAGES) -> list[Cost]:
    """Each way in turn, against the same server."""
    async with minimal_server() as origin:
        default = await _with(Bot(TOKEN, base_url=f"{origin}/bot", request=HTTPXRequest(TOGETHER)), messages)
        ours = await _with(Bot(TOKEN, base_url=f"{origin}/bot", request=AiohttpRequest()), messages)
    return [
        Cost("python-telegram-bot, its default request", default, 1.0),
        Cost("python-telegram-bot on aiohttp, as Rebato uses it", ours, ours / default),
    ]


async def _with(bot: Bot, messages: int) -> float:
    async with bot:
        await _run(lambda: bot.send_message(1, "warming up"), TOGETHER)
        return await _run(lambda: bot.send_message(1, "Confirmed: please don't come."), messages)


async def _run(send: Callable[[], Awaitable[object]], messages: int) -> float:
    """Milliseconds of CPU for one message."""
    window = asyncio.Semaphore(TOGETHER)

    async def one() -> None:
        async with window:
            await send()

    begun = time.process_time()
    await asyncio.gather(*(one() for _ in range(messages)))
    return (time.process_time() - begun) * 1_000 / messages
