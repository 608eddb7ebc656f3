"""The database as the program holds it: one writer at a time, readers beside it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.condition import Condition
from storage.engine import reading
from storage.vault import Vault


class Store:
    """Opens transactions. SQLite knows one writer: they queue here, in order, not in SQLite's busy loop."""

    def __init__(self, engine: AsyncEngine, vault: Vault) -> None:
        self.engine = engine
        self.vault = vault
        file = engine.url.database if engine.dialect.name == "sqlite" else None
        self.condition = Condition(Path(file) if file else None)
        self._writing = asyncio.Lock()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """One transaction (BEGIN IMMEDIATE): committed when the block ends, undone when it raises."""
        with self.condition.watching(writes=True):
            async with (
                self._writing,
                AsyncSession(self.engine, expire_on_commit=False) as session,
                session.begin(),
            ):
                yield session

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A consistent view; nothing of it is kept."""
        with self.condition.watching(writes=False):
            async with AsyncSession(reading(self.engine), expire_on_commit=False) as session:
                yield session
                await session.rollback()

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()
