"""The thread with a connection of its own, in which a whole transaction on SQLite is one visit."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TypeVar

from sqlalchemy import Connection, Engine

T = TypeVar("T")


class WriterThread:
    """One after the other. What AsyncSession does costs a change of threads and of stacks for every statement."""

    def __init__(self, engine: Engine) -> None:
        """Nothing is connected yet; `engine` is used in the thread only, and closed by close()."""
        self._engine = engine
        self._connection: Connection | None = None
        self._thread = ThreadPoolExecutor(1, "rebato-visits")
        self._closed = False

    async def pay(self, work: Callable[[Connection], T]) -> T:
        """`work` in one transaction: committed when it returns, undone when it raises or the caller is cancelled.

        Returns or raises only when nothing of it goes on any more, also to a caller who is cancelled.
        """
        unwanted = Event()
        visit = asyncio.get_running_loop().run_in_executor(self._thread, self._visit, work, unwanted)
        try:
            # Not awaited itself: cancelling it would leave the thread at work and the next writer beside it.
            await asyncio.wait((visit,))
        except asyncio.CancelledError:
            unwanted.set()
            await _ended(visit)
            raise
        return visit.result()

    def _visit(self, work: Callable[[Connection], T], unwanted: Event) -> T:
        # Kept from one visit to the next: the pool's way in and out costs as much as a statement.
        self._connection = self._connection or self._engine.connect()
        with self._connection.begin() as transaction:
            result = work(self._connection)
            if unwanted.is_set():
                transaction.rollback()
            return result

    async def close(self) -> None:
        """Close the connection, after the visit that is under way. No other can be paid then (RuntimeError)."""
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


async def _ended(visit: "asyncio.Future[T]") -> None:
    """Wait, whoever cancels meanwhile: it takes a moment, at most the busy timeout."""
    while not visit.done():
        try:
            await asyncio.wait((visit,))
        except asyncio.CancelledError:
            continue
    visit.exception()  # Looked at, so that nobody logs that nobody did.
