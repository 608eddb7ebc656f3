"""The network between the program and its server, which may swallow everything without a word."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import make_url


class Wire:
    """Passes on what is said, until it is cut: then connections stand, and nothing comes through any more."""

    def __init__(self, address: str) -> None:
        """`address`: DATABASE_URL of a database on the server."""
        self._there = make_url(address)
        self._asking, self._answering = asyncio.Event(), asyncio.Event()
        """Set while what the program says gets to the server, and what the server says to the program."""
        self.mend()
        self._tasks: set[asyncio.Task[None]] = set()
        self.url = self._there

    @property
    def address(self) -> str:
        """DATABASE_URL through this wire."""
        return self.url.render_as_string(hide_password=False)

    def cut(self) -> None:
        self._asking.clear()
        self._answering.clear()

    def cut_answers(self) -> None:
        """The server hears who is connected already, and nobody hears it."""
        self._answering.clear()

    def mend(self) -> None:
        """What was said meanwhile arrives."""
        self._asking.set()
        self._answering.set()

    @asynccontextmanager
    async def laid(self) -> AsyncIterator["Wire"]:
        listening = await asyncio.start_server(self._met, "127.0.0.1", 0)
        self.url = self._there.set(port=listening.sockets[0].getsockname()[1])
        try:
            yield self
        finally:
            listening.close()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _met(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            await self._asking.wait()
            await self._answering.wait()
            far_reader, far_writer = await asyncio.open_connection(self._there.host, self._there.port)
            await asyncio.gather(
                self._pass_on(reader, far_writer, self._asking), self._pass_on(far_reader, writer, self._answering)
            )
        except (OSError, asyncio.CancelledError):
            # The server is away, or the test is over.
            return
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, whole: asyncio.Event) -> None:
        try:
            while data := await reader.read(65536):
                await whole.wait()
                writer.write(data)
            # An end comes through only where everything does.
            await self._asking.wait()
            await self._answering.wait()
        finally:
            writer.close()
