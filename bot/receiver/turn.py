"""The receiver's turn to write, beside a bot that writes all the time.

SQLite lets who finds it locked look again after ever longer pauses, up to 100 ms; a bot in a broadcast lets go for a
millisecond at a time, so that the receiver would wait for seconds, and Signal's bridge with it. It looks every few
milliseconds instead.
"""

from collections.abc import Awaitable, Callable
from time import monotonic
from typing import TypeVar

from sqlalchemy import Connection, event
from sqlalchemy.exc import OperationalError
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.engine import checkpoint
from storage.store import Store

T = TypeVar("T")

PATIENCE = 5.0
"""Seconds in which it must have been our turn."""
_LOOKS_FOR = 20
"""Milliseconds that SQLite waits by itself: it looks after 1, 3, 8 and 18."""
_HURRIED = "rebato_hurried"


class Turn:
    """Transactions that begin as soon as somebody else's ends."""

    def __init__(self, store: Store) -> None:
        """The store's connections are hurried from here on."""
        self._store = store
        if store.engine.dialect.name == "sqlite":
            event.listen(store.engine.sync_engine, "begin", _hurry, insert=True)

    async def write(self, work: Callable[[AsyncSession], Awaitable[T]]) -> T:
        """Do this in a transaction, again from its begin where the database was locked. Database errors are raised."""
        given_up = monotonic() + PATIENCE
        while True:
            try:
                async with self._store.write(watched=False) as session:
                    return await work(session)
            except OperationalError as error:
                if "locked" not in str(error.orig) or monotonic() > given_up:
                    raise

    async def wipe(self) -> None:
        """What was purged leaves SQLite's log as well, where nobody is in the way; else at the next purge."""
        if self._store.engine.dialect.name == "sqlite":
            await checkpoint(self._store.engine)


def _hurry(connection: Connection) -> None:
    if not connection.info.get(_HURRIED, False):
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {_LOOKS_FOR}")
        connection.info[_HURRIED] = True
