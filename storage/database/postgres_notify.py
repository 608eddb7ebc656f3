"""Instances on one PostgreSQL wake each other: what one of them posts may be for a line that another one works."""

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import Any

import asyncpg
import structlog

from storage.database.postgres_engine import connect_directly, instance
from storage.database.url import PostgresServer

log = structlog.get_logger()

CHANNEL = "rebato_posted"
AGAIN = 1.0
"""Seconds between two tries to listen. Meanwhile couriers look by themselves every few seconds."""
SAID_WITHIN = 2.0
"""Seconds that the server has for an answer: a notification waits for nobody's lock."""
FAREWELL = 1.0
"""Seconds that a connection gets to end well; where the network swallows everything it ends without."""

_TROUBLE = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, TimeoutError)
"""The internal one: the server has said that it ends the session, and the connection's end is not seen yet."""


class Notifications:
    """The connection on which instances tell each other of what they post. A service (bot/process/service.py)."""

    def __init__(self, server: PostgresServer, woken: Callable[[], None]) -> None:
        """Connect nothing yet. `woken`: called when another instance posted something."""
        self._server = server
        self._woken = woken
        self._posted = asyncio.Event()
        self._stopping = asyncio.Event()

    @property
    def instance(self) -> str:
        """The name of this process, which its sessions bear at the server."""
        return instance()

    def posted(self) -> None:
        """Let the other instances know that something was posted and committed here."""
        self._posted.set()

    async def run(self) -> None:
        """Listen and tell until stop(). A server that is away ends nothing; who has something to write logs it."""
        # What listens may be waiting for a server that does not answer: it is not asked to end, but ended.
        listening = asyncio.create_task(self._keep_listening())
        stopping = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait((listening, stopping), return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
            listening.cancel()
            await asyncio.wait((listening, stopping))
        if not listening.cancelled():
            listening.result()

    def stop(self) -> None:
        """End at once: what was not said yet, the others find by themselves."""
        self._stopping.set()

    async def _keep_listening(self) -> None:
        while True:
            begun = monotonic()
            try:
                await self._listen()
            except _TROUBLE as error:
                log.debug("wakes.trouble", error=type(error).__name__)
            # At once where it stood for a while; a server that ends whatever comes is not asked without a pause.
            await asyncio.sleep(begun + AGAIN - monotonic())

    async def _listen(self) -> None:
        """Listen and tell until the connection is lost. What was not said on it is said on the next."""
        connection = await connect_directly(self._server, SAID_WITHIN)
        try:
            connection.add_termination_listener(self._lost)
            await connection.add_listener(CHANNEL, self._heard)
            # Whatever was said before we listened.
            self._woken()
            while True:
                await self._posted.wait()
                if connection.is_closed():
                    return
                self._posted.clear()
                await self._say(connection)
        finally:
            connection.remove_termination_listener(self._lost)
            await _close(connection)

    async def _say(self, connection: Any) -> None:
        try:
            await connection.execute("SELECT pg_notify($1, $2)", CHANNEL, instance())
        except BaseException:
            self._posted.set()
            raise

    def _heard(self, _: object, __: int, ___: str, who: object) -> None:
        if who != instance():
            self._woken()

    def _lost(self, _: object) -> None:
        # Whether what was said last was heard, nobody knows: once too often does no harm.
        self._posted.set()


async def _close(connection: Any) -> None:
    """Close the connection, bounded from outside: what asyncpg waits for at the end depends on what was under way."""
    try:
        async with asyncio.timeout(FAREWELL):
            await connection.close()
    except _TROUBLE:
        connection.terminate()
