"""The database as the program holds it: one writer at a time, readers beside it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database.fault_log import FaultLog
from storage.database.faults import waiting_for_writers
from storage.database.inline_session import SessionWork
from storage.database.sqlite_engine import plain_engine, read_only
from storage.database.sqlite_transaction_thread import TransactionThread
from storage.encryption.vault import Vault

T = TypeVar("T")


class Store:
    """The open database, which opens transactions.

    SQLite knows one writer: they queue here, in order, not in SQLite's busy loop.
    """

    def __init__(self, engine: AsyncEngine, vault: Vault) -> None:
        self.engine = engine
        self.vault = vault
        file = engine.url.database if engine.dialect.name == "sqlite" else None
        self.condition = FaultLog(Path(file) if file else None)
        self._writing = asyncio.Lock()
        direct = plain_engine(engine)
        self._writer = None if direct is None else TransactionThread(direct, "rebato-writer")
        self._reader = None if direct is None else TransactionThread(read_only(direct), "rebato-reader")

    @asynccontextmanager
    async def write(self, *, watched: bool = True) -> AsyncIterator[AsyncSession]:
        """Open a transaction that writes (BEGIN IMMEDIATE): committed when the block ends, undone when it raises.

        Not `watched`: whoever tries it over and over says by itself how that went.
        """
        with self.condition.watching(writes=True) if watched else nullcontext():
            async with (
                self._turn(),
                AsyncSession(self.engine, expire_on_commit=False) as session,
                session.begin(),
            ):
                yield session

    async def transact(self, work: Callable[[Connection], T]) -> T:
        """Run a plain function over SQL in a transaction: committed when it returns, undone when it raises.

        For what is done often. `work` runs in another thread: it may touch nothing that the event loop changes, and
        not the event loop itself. Who is cancelled knows that nothing is kept, unless the commit was under way.
        """
        with self.condition.watching(writes=True):
            async with self._turn():
                if self._writer is not None:
                    return await self._writer.run(work)
                async with self.engine.begin() as connection:
                    return await connection.run_sync(work)

    async def run_write(self, work: SessionWork[T]) -> T:
        """Run a transaction that writes, as write() opens one: whole, and in a thread where that is cheaper.

        For what is done often, in place of write(). What holds for transact() holds here too.
        """
        if self._writer is None:
            async with self.write() as session:
                return await work(session)
        with self.condition.watching(writes=True):
            async with self._turn():
                return await self._writer.run_session(work, self.engine)

    async def run_read(self, work: SessionWork[T]) -> T:
        """Run a transaction that only reads, as read() opens one; see run_write(). Such ones wait for each other."""
        if self._reader is None:
            async with self.read() as session:
                return await work(session)
        with self.condition.watching(writes=False):
            return await self._reader.run_session(work, self.engine)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        with waiting_for_writers():
            await self._writing.acquire()
        try:
            yield
        finally:
            self._writing.release()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """Open a consistent view to read; nothing that is done in it is kept."""
        with self.condition.watching(writes=False):
            async with AsyncSession(read_only(self.engine), expire_on_commit=False) as session:
                yield session
                await session.rollback()

    async def close(self) -> None:
        """Close every connection."""
        for thread in (self._reader, self._writer):
            if thread is not None:
                await thread.close()
        await self.engine.dispose()
