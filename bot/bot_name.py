"""What Telegram calls the bot, asked before it ever ran."""

import asyncio

from bot.clock import Clock
from bot.config import Settings
from bot.transports.telegram import TelegramTransport

ASKING = 5.0
"""Seconds that Telegram gets to tell it; without it there is no link, and the code works as well."""


async def bot_name(settings: Settings, clock: Clock) -> str:
    """The username; empty where Telegram is not set up or does not answer."""
    if settings.telegram_bot_token is None:
        return ""
    token = settings.telegram_bot_token.get_secret_value()
    telegram = TelegramTransport(0, token, settings.telegram_base_url, clock.now)
    try:
        async with asyncio.timeout(ASKING):
            return await telegram.who() or ""
    except TimeoutError:
        return ""
    finally:
        await telegram.stop()
