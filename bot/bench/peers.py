"""Other ways to send many messages, none of which records anything."""

import importlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import TypeAlias

import aiohttp
from telegram import Bot

from bot.bench.bench_network import TOKEN
from bot.transports.telegram.request import AiohttpRequest

Send: TypeAlias = Callable[[int], Awaitable[object]]
"""A function that sends the text to one chat."""
OpenPeer: TypeAlias = Callable[[str, str], AbstractAsyncContextManager[Send]]
"""A function that opens a way to send, given the origin of the Bot API and the text."""


class NotInstalled(Exception):
    """A peer's package that is not installed; the text is its name."""


@dataclass(frozen=True)
class Peer:
    """One way to send that records nothing, and how it is measured."""

    name: str
    open: OpenPeer
    together: int
    """How many sends are under way at a time."""
    share: float = 1.0
    """Share of the messages that it sends: the slow ones need not send all to be measured."""


@asynccontextmanager
async def default_request(origin: str, text: str) -> AsyncIterator[Send]:
    """Open python-telegram-bot as it comes."""
    async with Bot(TOKEN, base_url=f"{origin}/bot") as bot:
        yield lambda chat: bot.send_message(chat, text)


@asynccontextmanager
async def our_request(origin: str, text: str) -> AsyncIterator[Send]:
    """Open python-telegram-bot on this project's request class."""
    request = AiohttpRequest()
    async with Bot(TOKEN, base_url=f"{origin}/bot", request=request, get_updates_request=AiohttpRequest()) as bot:
        yield lambda chat: bot.send_message(chat, text)


@asynccontextmanager
async def with_aiogram(origin: str, text: str) -> AsyncIterator[Send]:
    """Open aiogram as it comes. Raises NotInstalled."""
    try:
        aiogram = importlib.import_module("aiogram")
    except ImportError:
        raise NotInstalled("aiogram") from None
    api = importlib.import_module("aiogram.client.telegram").TelegramAPIServer.from_base(origin)
    session = importlib.import_module("aiogram.client.session.aiohttp").AiohttpSession(api=api)
    async with aiogram.Bot(TOKEN, session=session) as bot:
        yield lambda chat: bot.send_message(chat, text)


@asynccontextmanager
async def bare_posts(origin: str, text: str) -> AsyncIterator[Send]:
    """Open the cheapest way: aiohttp posts a form and reads the answer."""
    url = f"{origin}/bot{TOKEN}/sendMessage"
    async with aiohttp.ClientSession() as session:

        async def send(chat: int) -> None:
            async with session.post(url, data={"chat_id": chat, "text": text}) as answer:
                await answer.read()

        yield send


PLAIN = "python-telegram-bot, default request"
AIOGRAM = "aiogram"
BARE = "bare aiohttp posts"
WINDOW = 30
"""How many sends the courier has under way."""
PEERS = (
    # The naive bot: all at once, up to a bound. What httpx costs grows with how many wait for it.
    Peer(PLAIN, default_request, 64, share=0.25),
    Peer(f"{PLAIN}, {WINDOW} at a time", default_request, WINDOW, share=0.25),
    Peer(f"{PLAIN}, one by one", default_request, 1, share=0.25),
    Peer("python-telegram-bot on aiohttp", our_request, WINDOW),
    Peer(AIOGRAM, with_aiogram, WINDOW),
    Peer(BARE, bare_posts, WINDOW),
)
