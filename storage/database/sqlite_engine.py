"""The async SQLAlchemy engine over one SQLite file, and the plain one beside it."""

from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import structlog
from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_dbapi
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.database.faults import REMEDIES, DatabaseFault, fault_of, waiting_for_writers
from storage.database.sqlite_connect import BUSY_SECONDS, DatabaseUnreadable, connect
from storage.database.sqlite_cursor import SingleCallConnection
from storage.database.sqlite_drivers import Driver, DriverOptions, choose_driver
from storage.encryption.keyring import Keyring
from storage.encryption.private_files import make_file, make_folder

log = structlog.get_logger()

E = TypeVar("E", AsyncEngine, Engine)

READING = "rebato_reading"
"""Execution option of a connection or engine whose transactions only read."""

DIRECT = "rebato_direct"
"""Execution option of an engine: a plain one over the same file, with a connection for each thread that works on it."""

_QUERY_ONLY = "rebato_query_only"
_SUSPECT = "rebato_suspect"
_ROWS_A_FETCH = 64


def open_engine(
    path: Path, keyring: Keyring, wanted: DriverOptions = DriverOptions.BEST, *, busy: float = BUSY_SECONDS
) -> AsyncEngine:
    """Make the engine over the file at `path`, which is made (mode 0600) where it is missing.

    Transactions begin with BEGIN IMMEDIATE, so that a writer waits its turn instead of failing half-way;
    those of `read_only(engine)` begin with BEGIN and refuse to write. Errors and logs never show parameters.
    Raises StorageError where the file does not open: blocks for the moment this takes. `busy`: seconds that a
    writer waits for another program's transaction.
    """
    driver = choose_driver(wanted)
    _warn(driver, wanted)
    try:
        make_folder(path.parent)
        make_file(path)
    except OSError:
        raise DatabaseUnreadable(
            "the database file cannot be written; check REBATO_DATA or DATABASE_URL and who owns the folder"
        ) from None
    connector = partial(connect, driver, path, keyring.file, busy)
    try:
        connector().close()  # So that a wrong key is told at start, not by the first message.
    except driver.dbapi.DatabaseError as error:
        raise DatabaseUnreadable(REMEDIES[fault_of(error) or DatabaseFault.DAMAGED]) from None
    direct = create_engine(
        URL.create("sqlite", database=str(path)),
        module=driver.dbapi,
        creator=connector,
        hide_parameters=True,
        # One that writes and one that reads.
        pool_size=2,
        max_overflow=0,
    )
    event.listen(direct, "begin", _begin)
    event.listen(direct, "handle_error", _distrust)
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path)),
        module=AsyncAdapt_aiosqlite_dbapi(_shim(driver, connector), driver.dbapi),
        hide_parameters=True,
        # The connection used last has its pages still at hand: another one's write makes a connection forget, and
        # decrypt anew, all that it knew.
        pool_use_lifo=True,
        execution_options={DIRECT: direct},
    )
    event.listen(engine.sync_engine, "begin", _begin)
    event.listen(engine.sync_engine, "handle_error", _distrust)
    return engine


def plain_engine(engine: AsyncEngine) -> Engine | None:
    """Return the plain engine over the same file, for threads; None for a server's database, which needs none."""
    direct: Engine | None = engine.get_execution_options().get(DIRECT)
    return direct


def read_only(engine: E) -> E:
    """Return the same engine and pool, for transactions that only read: they wait for nobody, and a write fails."""
    reading: E = engine.execution_options(**{READING: True})
    return reading


async def checkpoint(engine: AsyncEngine) -> bool:
    """Move the WAL into the file and empty it, so that what was purged is in neither. Not in a transaction.

    False where somebody else's transaction stood in the way for longer than the busy timeout: try again
    later. PostgreSQL cleans up by itself (autovacuum).
    """
    if engine.dialect.name == "postgresql":
        return True
    async with engine.connect() as connection:
        raw = await connection.get_raw_connection()
        driver_connection: Any = raw.driver_connection
        async with driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)") as cursor:
            blocked, _, _ = await cursor.fetchone()
    return not blocked


def _distrust(context: ExceptionContext) -> None:
    """Let a connection that met a damaged file forget: else what it read stays in its memory."""
    if context.connection is not None and fault_of(context.original_exception) is DatabaseFault.DAMAGED:
        context.connection.info[_SUSPECT] = True


def _begin(connection: Connection) -> None:
    if connection.info.pop(_SUSPECT, False):
        connection.exec_driver_sql("PRAGMA shrink_memory")
    query_only = bool(connection.get_execution_options().get(READING, False))
    # Set only where it changes: the connection comes from the pool as its last user left it.
    if connection.info.get(_QUERY_ONLY, False) is not query_only:
        connection.exec_driver_sql(f"PRAGMA query_only = {int(query_only)}")
        connection.info[_QUERY_ONLY] = query_only
    with waiting_for_writers():
        connection.exec_driver_sql("BEGIN" if query_only else "BEGIN IMMEDIATE")


def _shim(driver: Driver, connector: "partial[Any]") -> ModuleType:
    """Make what SQLAlchemy takes for the aiosqlite module, but with this driver's connections and exceptions."""
    shim = ModuleType("aiosqlite")
    dbapi = driver.dbapi
    for name in (
        "DatabaseError",
        "Error",
        "IntegrityError",
        "NotSupportedError",
        "OperationalError",
        "ProgrammingError",
        "sqlite_version",
        "sqlite_version_info",
    ):
        setattr(shim, name, getattr(dbapi, name))

    def open_connection(*_: object, **__: object) -> SingleCallConnection:
        return SingleCallConnection(connector, _ROWS_A_FETCH)

    shim.__dict__.update(Connection=SingleCallConnection, connect=open_connection)
    return shim


def _warn(driver: Driver, wanted: DriverOptions) -> None:
    version = ".".join(map(str, driver.version))
    if not driver.sound:
        log.warning("sqlite.old", driver=driver.name, version=version)
    if wanted is DriverOptions.BEST and not driver.encrypts:
        log.warning("sqlite.plain", driver=driver.name, version=version)
