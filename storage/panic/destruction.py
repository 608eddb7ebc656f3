"""Every row of every table is deleted; one says that this was done."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.panic.tables import destroyed


class SqlDestruction:
    """The destruction of the whole database (port: alerts/panic/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def destroy_everything(self, now: datetime) -> None:
        """Delete every row there is, and keep only that this was done, and when."""
        connection = await self._session.connection()
        await connection.run_sync(_empty)
        await connection.execute(insert(destroyed).values(id=new_id(), at=now))


async def was_destroyed(session: AsyncSession) -> bool:
    """Say whether everything that was here was destroyed."""
    return (await (await session.connection()).execute(select(destroyed.c.id).limit(1))).first() is not None


async def begin_anew(session: AsyncSession) -> None:
    """Let a new network begin where one was destroyed."""
    await (await session.connection()).execute(delete(destroyed))


def _empty(connection: Connection) -> None:
    tables = SQLModel.metadata.sorted_tables
    if connection.dialect.name == "postgresql":
        # Deleted rows would lie on its disk until it cleans up; a table that is truncated begins a new file.
        names = ", ".join(f'"{table.name}"' for table in tables)
        connection.exec_driver_sql(f"TRUNCATE {names} CASCADE")
        return
    # Rows refer to each other in circles.
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for table in reversed(tables):
        connection.execute(delete(table))
