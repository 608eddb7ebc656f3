"""A thread that runs whole transactions on SQLite, each in one call, on a connection of its own."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Event
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.database.faults import note_waited
from storage.database.inline_session import SessionWork, run_inline

T = TypeVar("T")


class _Caller:
    """What the thread and who waits for it tell each other of one transaction."""

    def __init__(self) -> None:
        self.begun = Event()
        """It has its turn in the file: no other program's writer keeps it waiting any more."""
        self.gone = Event()
        """Nobody wants it any more."""

    def check(self) -> None:
        """Raise CancelledError where nobody wants the rest."""
        if self.gone.is_set():
            raise asyncio.CancelledError


class TransactionThread:
    """What runs each transaction whole in one dedicated thread, one after the other.

    What AsyncSession does costs a change of threads and of stacks for every statement.
    """

    def __init__(self, engine: Engine, name: str) -> None:
        """Connect nothing yet; `engine` is used in the thread only, and closed by close()."""
        self._engine = engine
        self._connection: Connection | None = None
        self._thread = ThreadPoolExecutor(1, name)
        self._closed = False

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one transaction: committed when it returns, undone when it raises or the caller is cancelled.

        Returns or raises only when nothing of it goes on any more, also to a caller who is cancelled.
        """
        return await self._run(lambda connection, _: work(connection))

    async def run_session(self, work: SessionWork[T], engine: AsyncEngine) -> T:
        """Run `work` over a session, as run() does. `engine`: whose connection it is to be taken for.

        Who is cancelled waits until its next statement at most.
        """
        return await self._run(lambda connection, caller: run_inline(work, engine, connection, caller.check))

    async def _run(self, work: "Callable[[Connection, _Caller], T]") -> T:
        caller = _Caller()
        # With what the loop's task knows, like asyncio.to_thread: a log line says whose it is.
        transact = copy_context().run
        running = asyncio.get_running_loop().run_in_executor(self._thread, transact, self._transact, work, caller)
        try:
            # Not awaited itself: cancelling it would leave the thread at work and the next writer beside it.
            await asyncio.wait((running,))
        except asyncio.CancelledError as cut_off:
            caller.gone.set()
            if not caller.begun.is_set():
                note_waited(cut_off)
            await _ended(running)
            raise
        return running.result()

    def _transact(self, work: "Callable[[Connection, _Caller], T]", caller: _Caller) -> T:
        # Kept from one transaction to the next: the pool's way in and out costs as much as a statement.
        self._connection = self._connection or self._engine.connect()
        with self._connection.begin() as transaction:
            caller.begun.set()
            result = work(self._connection, caller)
            if caller.gone.is_set():
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
    if not running.cancelled():
        running.exception()  # Looked at, so that nobody logs that nobody did.
