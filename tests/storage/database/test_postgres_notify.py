"""Instances wake each other through a real PostgreSQL, whatever becomes of the connection on which they do."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any

import asyncpg
import pytest

from storage.database import postgres_notify as module
from storage.database.postgres_engine import instance
from storage.database.postgres_notify import AGAIN, CHANNEL, FAREWELL, Notifications
from storage.database.url import PostgresServer as Address
from storage.database.url import parse_database_url
from tests.bot.fake_transport import until
from tests.postgres.server import PostgresServer
from tests.postgres.wire import Wire

SOON = 1.0
"""Seconds; a busy machine needs some, a server that is waited for takes five or more."""
PAUSED = 0.2
"""Seconds, at the least, where a pause is made; to listen anew takes some hundredths."""


class Other:
    """Another instance: what it hears, and what it does at the server."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self.heard: list[str] = []

    @classmethod
    async def at(cls, address: str) -> "Other":
        made = cls(await asyncpg.connect(address))
        await made._connection.add_listener(CHANNEL, lambda *said: made.heard.append(said[3]))
        return made

    async def posts(self) -> None:
        await self._connection.execute("SELECT pg_notify($1, 'rebato-other')", CHANNEL)

    async def ends_its_session(self) -> None:
        """As the server does where it is stopped, or an operator."""
        await self._connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = $1 AND datname = current_database()",
            instance(),
        )

    async def close(self) -> None:
        await self._connection.close()


class Running:
    """Wakes at work, and how often it was woken."""

    def __init__(self, address: str) -> None:
        self.woken = 0
        there = parse_database_url(address)
        assert isinstance(there, Address)
        self.wakes = Notifications(there, self._wake)

    def _wake(self) -> None:
        self.woken += 1


@asynccontextmanager
async def running(address: str, *, listens: bool = True) -> AsyncIterator[Running]:
    """One that listens already, and has for long enough that it would not be taken for a server's whim."""
    made = Running(address)
    task = asyncio.create_task(made.wakes.run())
    try:
        if listens:
            await until(lambda: made.woken == 1)
            await asyncio.sleep(AGAIN)
        yield made
    finally:
        made.wakes.stop()
        await task


@pytest.fixture
async def address(server: PostgresServer) -> AsyncIterator[str]:
    name = server.create()
    yield server.url_of(name)
    server.drop(name)


@pytest.fixture
async def other(address: str) -> AsyncIterator[Other]:
    made = await Other.at(address)
    yield made
    await made.close()


async def test_what_is_posted_here_is_heard_there_and_the_other_way_round_and_not_by_oneself(
    address: str, other: Other
) -> None:
    async with running(address) as here:
        here.wakes.posted()
        await until(lambda: other.heard == [instance()])
        assert here.woken == 1
        await other.posts()
        await until(lambda: here.woken == 2)


async def test_a_connection_that_ends_is_replaced_at_once_though_nothing_is_posted_here(
    address: str, other: Other
) -> None:
    async with running(address) as here:
        begun = monotonic()
        await other.ends_its_session()
        await until(lambda: here.woken == 2)
        assert monotonic() - begun < AGAIN
        await other.posts()
        await until(lambda: here.woken == 3)


async def test_a_server_that_ends_whatever_comes_is_not_asked_without_a_pause(address: str, other: Other) -> None:
    async with running(address) as here:
        for _ in range(2):
            seen = here.woken
            await other.ends_its_session()
            await until(lambda seen=seen: here.woken > seen)  # type: ignore[misc]
        begun = monotonic()
        await other.ends_its_session()
        await until(lambda: here.woken == 4)
        assert monotonic() - begun > PAUSED


async def test_what_is_posted_on_a_connection_that_just_ended_is_said_on_the_next(address: str, other: Other) -> None:
    async with running(address) as here:
        await other.ends_its_session()
        here.wakes.posted()
        await until(lambda: other.heard == [instance()])


async def test_what_a_silent_network_swallowed_is_said_once_it_is_back(
    address: str, other: Other, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SAID_WITHIN", 0.2)
    monkeypatch.setattr(module, "FAREWELL", 0.1)
    async with Wire(address).laid() as wire, running(wire.address) as here:
        wire.cut()
        here.wakes.posted()
        await asyncio.sleep(1)
        assert other.heard == []
        wire.mend()
        await until(lambda: here.woken == 2)
        await until(lambda: other.heard[-1:] == [instance()])


@pytest.mark.parametrize("posted", [False, True])
async def test_it_ends_soon_in_a_network_that_swallows_everything(address: str, posted: bool) -> None:
    async with Wire(address).laid() as wire:
        async with running(wire.address) as here:
            wire.cut()
            if posted:
                here.wakes.posted()
                await asyncio.sleep(0.1)
            begun = monotonic()
        assert monotonic() - begun < FAREWELL + SOON


async def test_it_ends_at_once_where_no_server_answers(address: str) -> None:
    async with Wire(address).laid() as wire:
        wire.cut()
        async with running(wire.address, listens=False):
            await asyncio.sleep(0.1)
            begun = monotonic()
        assert monotonic() - begun < SOON
