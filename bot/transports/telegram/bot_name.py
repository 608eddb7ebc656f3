"""What Telegram calls the bot, asked before it ever ran."""

import asyncio

from bot.process.clock import Clock
from bot.transports.telegram.transport import TelegramTransport

ASKING = 5.0
"""Seconds that Telegram gets to tell the name; without it there is no link, and the code works as well."""


async def bot_name(token: str, origin: str, clock: Clock) -> str:
    """Return the bot's username; empty where Telegram does not answer."""
    telegram = TelegramTransport(0, token, origin, clock.now)
    try:
        async with asyncio.timeout(ASKING):
            return await telegram.ask_name() or ""
    except TimeoutError:
        return ""
    finally:
        await telegram.stop()
