"""Opening one connection to the SQLite file, as it must be opened every time."""

from pathlib import Path
from typing import Any

from storage.core.errors import StorageError
from storage.database.sqlite_drivers import Driver

BUSY_SECONDS = 5.0
"""How long a writer waits for another one's transaction to end."""

_PRAGMAS = (
    "PRAGMA synchronous = FULL",  # NORMAL may lose the last commits when the power fails.
    "PRAGMA secure_delete = ON",  # Without it, what was deleted can be read from the file.
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",  # A temporary file would be neither encrypted nor wiped.
)


class DatabaseUnreadable(StorageError):
    """The file is there, but it cannot be opened with this key and driver, or not at all."""


def connect(driver: Driver, path: Path, key: bytes, busy: float = BUSY_SECONDS) -> Any:
    """Open a DBAPI connection with no transactions of its own making (they begin with an explicit BEGIN).

    `key` is SQLCipher's raw key, 32 bytes; a plain driver leaves it aside. `busy`: see BUSY_SECONDS.
    Blocks; raises DatabaseUnreadable and the driver's own errors.
    """
    try:
        connection = driver.dbapi.connect(str(path), timeout=busy, isolation_level=None, check_same_thread=False)
    except driver.dbapi.OperationalError:
        raise DatabaseUnreadable(
            "the database file cannot be opened; check REBATO_DATA or DATABASE_URL and who owns the file"
        ) from None
    try:
        _prepare(connection, driver, key)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: Any, driver: Driver, key: bytes) -> None:
    if driver.encrypts:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")  # Before anything else, says SQLCipher.
        connection.execute("PRAGMA cipher_log_level = NONE")  # It would write to the terminal by itself.
    try:
        (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    except driver.dbapi.DatabaseError as error:
        if "not a database" in str(error):
            raise DatabaseUnreadable(
                "the database file does not open with these keys; check REBATO_KEYS and DATABASE_URL"
            ) from None
        raise
    if mode != "wal":
        raise DatabaseUnreadable(
            "the database file's disk does not support SQLite's WAL; put REBATO_DATA on a local disk"
        )
    for pragma in _PRAGMAS:
        connection.execute(pragma)
