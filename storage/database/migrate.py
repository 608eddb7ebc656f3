"""Bringing the database's tables up to this program's version."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeAlias

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import Connection, MetaData, inspect
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.core.errors import StorageError
from storage.database.revision import SCRIPTS, VERSIONS

_STALLED_MS = 60_000
"""How long a migration may stand idle on PostgreSQL; others: storage.database.postgres_engine.STALLED_MS."""

Tables: TypeAlias = Callable[[str], MetaData]
"""Gives the tables as they are on a kind of database, named as SQLAlchemy names its dialect."""


class MigrationError(StorageError):
    """The tables cannot be brought to this version; the database is as it was before."""


async def migrate(engine: AsyncEngine, versions: Path = VERSIONS, *, whole: Tables | None = None) -> None:
    """Run what is missing of the migrations in `versions`: all of it, or, where one fails, none of it.

    `whole`: the tables that they make together; an empty database gets these at once, in a twentieth of the time.

    One transaction (a writer's) holds everything from the look at the version to the last change:
    nothing is left half-way, and two programs that start at once do it one after the other. Not for
    two engines at a time in one process: Alembic keeps its state in the module. Raises MigrationError, and
    what a failing migration raises.
    """
    async with engine.connect() as connection, _copying(connection), connection.begin():
        await connection.run_sync(_upgrade, versions, whole)


@asynccontextmanager
async def _copying(connection: AsyncConnection) -> AsyncIterator[None]:
    """Let SQLite change tables by copying them: foreign keys are off meanwhile, and checked before the commit."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = await connection.get_raw_connection()
    driver_connection: Any = raw.driver_connection
    await _execute(driver_connection, "PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        await _execute(driver_connection, "PRAGMA foreign_keys = ON")


async def differences(engine: AsyncEngine, metadata: MetaData, versions: Path = VERSIONS) -> str:
    """Say in one line where the tables of `metadata` and the migrated database differ; "" where they do not."""
    async with engine.connect() as connection:
        return await connection.run_sync(_compare, metadata, versions)


async def draft(engine: AsyncEngine, metadata: MetaData, message: str, versions: Path = VERSIONS) -> None:
    """Write the next migration into `versions`, from the difference to this database: for developers."""
    async with engine.connect() as connection:
        await connection.run_sync(_draft, metadata, message, versions)


def _upgrade(connection: Connection, versions: Path, whole: Tables | None) -> None:
    if connection.dialect.name == "postgresql":
        # Between two statements of a migration there may be more to do than in any other transaction.
        connection.exec_driver_sql(f"SET LOCAL idle_in_transaction_session_timeout = {_STALLED_MS}")
    if whole is not None and not inspect(connection).get_table_names():
        whole(connection.dialect.name).create_all(connection)
        command.stamp(_config(connection, versions), "head")
        return
    before = _revisions(connection)
    try:
        command.upgrade(_config(connection, versions), "head")
    except CommandError as error:
        if "Can't locate revision" in str(error):
            raise MigrationError("the database was made by a newer version of Rebato; run that version") from None
        raise
    if connection.dialect.name != "sqlite" or _revisions(connection) == before:
        return
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise MigrationError("a migration would leave rows that refer to nothing; report this, nothing was changed")


def _revisions(connection: Connection) -> tuple[str, ...]:
    return MigrationContext.configure(connection).get_current_heads()


def _compare(connection: Connection, metadata: MetaData, versions: Path) -> str:
    try:
        command.check(_config(connection, versions, metadata))
    except CommandError as error:
        return str(error)
    return ""


def _draft(connection: Connection, metadata: MetaData, message: str, versions: Path) -> None:
    command.revision(_config(connection, versions, metadata), message, autogenerate=True)


def _config(connection: Connection, versions: Path, metadata: MetaData | None = None) -> Config:
    config = Config(attributes={"connection": connection, "metadata": metadata})
    config.set_main_option("script_location", _escaped(SCRIPTS))
    config.set_main_option("version_locations", _escaped(versions))
    config.set_main_option("path_separator", "newline")
    return config


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")


async def _execute(driver_connection: Any, statement: str) -> None:
    async with driver_connection.execute(statement):
        pass
