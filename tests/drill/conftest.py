"""Servers on loopback, the real clients, and a clock moved by hand."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

import aiohttp
import pytest
from signalbot import (
    Config,
    ConnectionMode,
    DataMessageHandler,
    GroupUpdateHandler,
    InMemoryConfig,
    ReactionHandler,
    RemoteDeleteHandler,
    SignalBot,
)
from telegram import Bot

from bot.drill.drill_clock import DrillClock
from bot.drill.signal.server import SignalServer
from bot.drill.telegram.server import TelegramServer

Call: TypeAlias = Callable[[str, dict[str, Any]], Awaitable[dict[str, Any]]]
Rest: TypeAlias = Callable[..., Awaitable[tuple[int, Any]]]
BEGINNING = datetime(2026, 7, 29, 17, 2, tzinfo=UTC)


class Hand:
    """Moves the drill's clock."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.clock = DrillClock(now=lambda: BEGINNING + timedelta(seconds=self.passed), tick=lambda: self.passed)

    def forward(self, seconds: float) -> None:
        """Let time pass."""
        self.passed += seconds


@pytest.fixture
def hand() -> Hand:
    """The clock of both servers: it stands still unless it is moved."""
    return Hand()


@pytest.fixture
async def telegram(hand: Hand) -> AsyncIterator[TelegramServer]:
    """A Telegram where time stands still."""
    server = TelegramServer(clock=hand.clock)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def call(telegram: TelegramServer) -> AsyncIterator[Call]:
    """Calls a method of the Bot API with a JSON body of our own making."""
    async with aiohttp.ClientSession() as session:

        async def post(method: str, values: dict[str, Any]) -> dict[str, Any]:
            url = f"{telegram.origin}/bot{telegram.token}/{method}"
            async with session.post(url, json=values) as response:
                body: dict[str, Any] = await response.json()
                assert response.status == body.get("error_code", 200)
                return body

        yield post


@pytest.fixture
async def bot(telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    """The real client of python-telegram-bot on its own HTTP library."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    origin = telegram.origin
    async with Bot(telegram.token, base_url=f"{origin}/bot", base_file_url=f"{origin}/file/bot") as client:
        yield client


@pytest.fixture
async def signal(hand: Hand) -> AsyncIterator[SignalServer]:
    """A Signal where time stands still."""
    server = SignalServer(clock=hand.clock)
    await server.start()
    yield server
    await server.stop()


class Heard(DataMessageHandler, ReactionHandler, GroupUpdateHandler, RemoteDeleteHandler):
    """Everything signalbot hands to its handlers."""

    def __init__(self) -> None:
        self.queue: asyncio.Queue[Any] = asyncio.Queue()

    async def handle_data_message(self, context: Any) -> None:
        await self.queue.put(context.message)

    async def handle_reaction(self, context: Any) -> None:
        await self.queue.put(context.message)

    async def handle_group_update(self, context: Any) -> None:
        await self.queue.put(context.message)

    async def handle_remote_delete(self, context: Any) -> None:
        await self.queue.put(context.message)

    async def next(self) -> Any:
        """What came next, within 10 seconds."""
        return await asyncio.wait_for(self.queue.get(), 10)


@dataclass
class Listener:
    """The real signalbot, attached."""

    bot: SignalBot
    heard: Heard


@pytest.fixture
async def listener(signal: SignalServer) -> AsyncIterator[Listener]:
    """The real signalbot, attached to the server and handing on all it hears."""
    config = Config(
        phone_number=signal.number,
        signal_service=signal.service,
        connection_mode=ConnectionMode.HTTP_ONLY,
        storage=InMemoryConfig(type="in-memory"),
        logging_level=logging.CRITICAL,
    )
    client = SignalBot(config)
    heard = Heard()
    client.register(heard)
    client.start(run_forever=False)
    await asyncio.wait_for(client.wait_until_ready(), 10)
    await signal.sockets.wait_attached()
    yield Listener(client, heard)
    await client._pipeline.stop()
    await client.close()


@pytest.fixture
async def rest(signal: SignalServer) -> AsyncIterator[Rest]:
    """Calls the REST service with a JSON body of our own making; returns status and JSON."""
    async with aiohttp.ClientSession() as session:

        async def request(verb: str, path: str, body: Any = None) -> tuple[int, Any]:
            url = f"http://{signal.service}{path}"
            async with session.request(verb, url, json=body) as response:
                has_body = response.content_type == "application/json"
                return response.status, await response.json() if has_body else await response.read()

        yield request
