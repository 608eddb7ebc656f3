"""What Telegram calls the bot, asked before it ever ran."""

import asyncio

from telegram.error import InvalidToken

from bot.process.clock import Clock
from bot.transports.telegram.transport import TelegramTransport

ASKING = 5.0
"""Seconds that Telegram gets to tell the name; without it there is no link, and the code works as well."""


class TokenRefused(Exception):
    """A token that Telegram does not take (any more)."""


async def bot_name(token: str, origin: str, clock: Clock) -> str:
    """Return the bot's username; empty where Telegram does not answer, or refuses the token."""
    try:
        return await tested_name(token, origin, clock)
    except TokenRefused:
        return ""


async def tested_name(token: str, origin: str, clock: Clock) -> str:
    """Return the bot's username; empty where Telegram does not answer. Raises TokenRefused."""
    telegram = TelegramTransport(0, token, origin, clock.now)
    try:
        async with asyncio.timeout(ASKING):
            return await telegram.ask_name() or ""
    except TimeoutError:
        return ""
    except InvalidToken:
        raise TokenRefused from None
    finally:
        await telegram.stop()
