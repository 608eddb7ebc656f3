"""The receiver's turn to write, beside a bot that writes all the time.

SQLite lets who finds it locked look again after ever longer pauses, up to 100 ms; a bot in a broadcast lets go for a
millisecond at a time, so that the receiver would wait for seconds, and Signal's bridge with it. It looks every few
milliseconds instead. PostgreSQL keeps a queue, and says at once whose turn it is; but its patience, and that of the
network on the way to it, is longer than the bridge can do without an answer.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from time import monotonic
from typing import TypeVar

from sqlalchemy import Connection, event
from sqlalchemy.exc import OperationalError
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.core.errors import StorageError
from storage.database.sqlite_engine import checkpoint
from storage.database.store import Store

T = TypeVar("T")

TIMEOUT = 5.0
"""Seconds in which it must have been our turn; on a server, in which it must be done."""
CANCEL_TIMEOUT = 1.0
"""Seconds more in which a server is asked to give up what took too long; a network may swallow that too."""
_BUSY_TIMEOUT_MS = 20
"""Milliseconds that SQLite waits by itself: it looks after 1, 3, 8 and 18."""
_TIMEOUT_IS_SET = "rebato_hurried"


class TookTooLong(StorageError):
    """A server that did not answer in time: whether it has committed, nobody knows."""

    def __init__(self) -> None:
        super().__init__(
            "DATABASE_URL: the PostgreSQL server does not answer in time; is it running, is the network up,"
            " and does another program keep it locked?"
        )


class WriteSlot:
    """Transactions that begin as soon as somebody else's ends."""

    def __init__(self, store: Store) -> None:
        """Have the store's connections look for a lock more often from here on."""
        self._store = store
        self._file = store.engine.dialect.name == "sqlite"
        if self._file:
            event.listen(store.engine.sync_engine, "begin", _set_busy_timeout, insert=True)

    async def write(self, work: Callable[[AsyncSession], Awaitable[T]]) -> T:
        """Run `work` in a transaction, again from its beginning where the database was locked.

        Raises database errors, and TookTooLong.
        """
        given_up = monotonic() + TIMEOUT
        while True:
            try:
                async with self._time_limit(), self._store.write(watched=False) as session:
                    return await work(session)
            except OperationalError as error:
                if "locked" not in str(error.orig) or monotonic() > given_up:
                    raise

    async def read(self, work: Callable[[AsyncSession], Awaitable[T]]) -> T:
        """Look something up, without waiting for any writer. Raises database errors, and TookTooLong."""
        async with self._time_limit(), self._store.read() as session:
            return await work(session)

    async def wipe(self) -> None:
        """Remove what was purged from SQLite's log as well, where nobody is in the way; else at the next purge."""
        if self._file:
            await checkpoint(self._store.engine)

    @asynccontextmanager
    async def _time_limit(self) -> AsyncIterator[None]:
        """Raise TookTooLong after TIMEOUT, on a server only: what a thread does with a file can't be taken back."""
        if self._file:
            yield
            return
        try:
            # The first cancels, and SQLAlchemy closes the connection properly; the second cancels that.
            async with asyncio.timeout(TIMEOUT + CANCEL_TIMEOUT), asyncio.timeout(TIMEOUT):
                yield
        except TimeoutError:
            raise TookTooLong from None


def _set_busy_timeout(connection: Connection) -> None:
    if not connection.info.get(_TIMEOUT_IS_SET, False):
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")
        connection.info[_TIMEOUT_IS_SET] = True
