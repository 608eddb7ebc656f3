"""Both platforms on loopback, and the transports under test attached to them."""

from collections.abc import AsyncIterator

import pytest

from bot.drill.signal.server import SignalServer
from bot.drill.telegram.server import TelegramServer
from bot.transports.signal.transport import SignalTransport
from bot.transports.telegram.transport import TelegramTransport
from tests.bot.transports.signal.listeners import Ears, at_once, now


@pytest.fixture
async def telegram_server() -> AsyncIterator[TelegramServer]:
    server = TelegramServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def signal_server() -> AsyncIterator[SignalServer]:
    server = SignalServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
async def telegram(telegram_server: TelegramServer, ears: Ears) -> AsyncIterator[TelegramTransport]:
    transport = TelegramTransport(
        7, telegram_server.token, telegram_server.origin, now, commands={"en": [("help", "What I can do")]}
    )
    await transport.start(ears, None)
    yield transport
    await transport.stop()


@pytest.fixture
async def impatient(telegram_server: TelegramServer, ears: Ears) -> AsyncIterator[TelegramTransport]:
    """Not started; its pauses take no time."""
    transport = TelegramTransport(7, telegram_server.token, telegram_server.origin, now, sleep=at_once)
    yield transport
    await transport.stop()


@pytest.fixture
async def signal(signal_server: SignalServer, ears: Ears) -> AsyncIterator[SignalTransport]:
    transport = SignalTransport(7, signal_server.service, signal_server.number, now, heard_at=None)
    transport.receipts.within = 0.5
    await transport.start(ears, None)
    yield transport
    await transport.stop()
