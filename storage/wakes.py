"""Instances on one PostgreSQL wake each other: what one of them posts may be for a line that another one works."""

import asyncio
from collections.abc import Callable

import asyncpg
import structlog
from sqlalchemy import URL

from storage.postgres import connect_directly, instance

log = structlog.get_logger()

CHANNEL = "rebato_posted"
AGAIN = 1.0
"""Seconds until the next try after the connection is lost. Meanwhile couriers look by themselves every few seconds."""


class Wakes:
    """One connection that listens, and says when something was posted here. A service (bot.service)."""

    def __init__(self, url: URL, woken: Callable[[], None]) -> None:
        """`woken`: called when another instance posted something."""
        self._url = url
        self._woken = woken
        self._posted = asyncio.Event()
        self._stopping = False

    @property
    def instance(self) -> str:
        """This process, as its sessions are called at the server."""
        return instance()

    def posted(self) -> None:
        """Something was posted and committed here."""
        self._posted.set()

    async def run(self) -> None:
        """Until stop(). A server that is away ends nothing, and is said by who has something to write."""
        while not self._stopping:
            try:
                await self._listen()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError) as error:
                log.debug("wakes.trouble", error=type(error).__name__)
                await asyncio.sleep(AGAIN)

    def stop(self) -> None:
        """End at once."""
        self._stopping = True
        self._posted.set()

    async def _listen(self) -> None:
        connection = await connect_directly(self._url)
        try:
            await connection.add_listener(CHANNEL, self._heard)
            # Whatever was said before we listened.
            self._woken()
            while not self._stopping:
                await self._posted.wait()
                self._posted.clear()
                await connection.execute("SELECT pg_notify($1, $2)", CHANNEL, instance())
        finally:
            await connection.close(timeout=AGAIN)

    def _heard(self, _: object, __: int, ___: str, who: object) -> None:
        if who != instance():
            self._woken()
