"""The thread that runs whole transactions on SQLite, each in one call, on a connection of its own."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TypeVar

from sqlalchemy import Connection, Engine

T = TypeVar("T")


class WriterThread:
    """What runs each write transaction whole in one dedicated thread, one after the other.

    What AsyncSession does costs a change of threads and of stacks for every statement.
    """

    def __init__(self, engine: Engine) -> None:
        """Connect nothing yet; `engine` is used in the thread only, and closed by close()."""
        self._engine = engine
        self._connection: Connection | None = None
        self._thread = ThreadPoolExecutor(1, "rebato-writer")
        self._closed = False

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one transaction: committed when it returns, undone when it raises or the caller is cancelled.

        Returns or raises only when nothing of it goes on any more, also to a caller who is cancelled.
        """
        unwanted = Event()
        running = asyncio.get_running_loop().run_in_executor(self._thread, self._transact, work, unwanted)
        try:
            # Not awaited itself: cancelling it would leave the thread at work and the next writer beside it.
            await asyncio.wait((running,))
        except asyncio.CancelledError:
            unwanted.set()
            await _ended(running)
            raise
        return running.result()

    def _transact(self, work: Callable[[Connection], T], unwanted: Event) -> T:
        # Kept from one transaction to the next: the pool's way in and out costs as much as a statement.
        self._connection = self._connection or self._engine.connect()
        with self._connection.begin() as transaction:
            result = work(self._connection)
            if unwanted.is_set():
                transaction.rollback()
            return result

    async def close(self) -> None:
        """Close the connection, after the transaction that is under way. Afterwards run() raises RuntimeError."""
        if self._closed:
            return
        self._closed = True
        closing = asyncio.get_running_loop().run_in_executor(self._thread, self._disconnect)
        self._thread.shutdown(wait=False)
        await closing

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._engine.dispose()


async def _ended(running: "asyncio.Future[T]") -> None:
    """Wait for the end, whoever cancels meanwhile: it takes a moment, at most the busy timeout."""
    while not running.done():
        try:
            await asyncio.wait((running,))
        except asyncio.CancelledError:
            continue
    running.exception()  # Looked at, so that nobody logs that nobody did.
