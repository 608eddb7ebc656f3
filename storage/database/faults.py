"""What is wrong with the database where a statement fails through no fault of its own, and the remedy."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from sqlalchemy.exc import DBAPIError

from storage.core.errors import StorageError


class DatabaseFault(StrEnum):
    """What can be wrong with the database, for which no message, deadline or delivery is to blame."""

    FULL = "full"
    """No room for what was to be written."""
    LOCKED = "locked"
    """Another program's transaction lasts longer than we wait."""
    READ_ONLY = "read_only"
    """It can be read, not written."""
    DAMAGED = "damaged"
    """What the file holds is no database, or not a whole one."""
    IO_ERROR = "io_error"
    """The disk or its file system refuses to read or write."""
    REPLACED = "replaced"
    """Another file stands where ours stood."""
    AWAY = "away"
    """The PostgreSQL server does not answer, or ended our session."""


class DatabaseAway(StorageError):
    """The server's host is not found, not reached, or silent; what the network said of it is the cause."""


class DatabaseReplaced(StorageError):
    """The file that is open is not the one that stands there any more: what is written now would be lost."""


REMEDIES = {
    DatabaseFault.FULL: "REBATO_DATA or DATABASE_URL: the disk is full; make room on it",
    DatabaseFault.LOCKED: (
        "DATABASE_URL: another program keeps the database locked; end it (a backup? a database browser?)"
    ),
    DatabaseFault.READ_ONLY: (
        "REBATO_DATA or DATABASE_URL: the database cannot be written; check who owns folder and files"
    ),
    DatabaseFault.DAMAGED: "DATABASE_URL: the database file is damaged; put a backup of it back",
    DatabaseFault.IO_ERROR: (
        "REBATO_DATA or DATABASE_URL: the disk reports errors; check whether it is full, or failing"
    ),
    DatabaseFault.AWAY: "DATABASE_URL: the PostgreSQL server does not answer; is it running, and is the network up?",
    DatabaseFault.REPLACED: "DATABASE_URL: the database file was replaced while in use; put it back, or start again",
}
"""One line for the operator: setting and remedy."""

_NAMES = (
    ("SQLITE_FULL", DatabaseFault.FULL),
    ("SQLITE_BUSY", DatabaseFault.LOCKED),
    ("SQLITE_LOCKED", DatabaseFault.LOCKED),
    ("SQLITE_READONLY", DatabaseFault.READ_ONLY),
    ("SQLITE_CORRUPT", DatabaseFault.DAMAGED),
    ("SQLITE_NOTADB", DatabaseFault.DAMAGED),
    ("SQLITE_IOERR", DatabaseFault.IO_ERROR),
    ("SQLITE_CANTOPEN", DatabaseFault.IO_ERROR),
)
"""SQLite's names of its result codes; the extended ones begin alike."""


_STATES = (
    ("08", DatabaseFault.AWAY),
    ("57P", DatabaseFault.AWAY),
    ("25P03", DatabaseFault.AWAY),
    ("53300", DatabaseFault.AWAY),
    ("55P03", DatabaseFault.LOCKED),
    ("53100", DatabaseFault.FULL),
    ("25006", DatabaseFault.READ_ONLY),
    ("58", DatabaseFault.IO_ERROR),
    ("XX001", DatabaseFault.DAMAGED),
)
"""PostgreSQL's SQLSTATEs (its manual, appendix A); those that begin alike are of one class.

25P03: the session was ended because it stood still for too long; 53300: there are too many of them.
"""


_WAITED = "waited for other writers"


def fault_of(error: BaseException | None) -> DatabaseFault | None:
    """Return what this error, or what caused it, says of the database; None where it says nothing."""
    while error is not None:
        if isinstance(error, DatabaseReplaced):
            return DatabaseFault.REPLACED
        if isinstance(error, ConnectionError | DatabaseAway):
            return DatabaseFault.AWAY
        if isinstance(error, asyncio.CancelledError) and _WAITED in getattr(error, "__notes__", ()):
            return DatabaseFault.LOCKED
        cause = error.orig if isinstance(error, DBAPIError) else error
        found = _named(_NAMES, getattr(cause, "sqlite_errorname", None)) or _named(
            _STATES, getattr(cause, "sqlstate", None)
        )
        if found is not None:
            return found
        if isinstance(error, DBAPIError) and error.connection_invalidated:
            # The driver met the end of its session in the middle of something else, and has no SQLSTATE for it.
            return DatabaseFault.AWAY
        # What asyncio.timeout cut off stands in its cause only from Python 3.11.4 on.
        error = error.__cause__ or (error.__context__ if isinstance(error, TimeoutError) else None)
    return None


@contextmanager
def waiting_for_writers() -> Iterator[None]:
    """Mark the wait inside as one for other writers.

    Who is cut off in it, by asyncio.timeout, learns by fault_of() that others held the database, and that the work
    itself did not take too long.
    """
    try:
        yield
    except asyncio.CancelledError as cut_off:
        note_waited(cut_off)
        raise


def note_waited(cut_off: asyncio.CancelledError) -> None:
    """Mark who was cut off as one who waited for other writers."""
    cut_off.add_note(_WAITED)


def _named(table: tuple[tuple[str, DatabaseFault], ...], name: str | None) -> DatabaseFault | None:
    return next((one for beginning, one in table if name and name.startswith(beginning)), None)


def is_temporary(error: BaseException) -> bool:
    """Say whether it helps to wait, and to try the very same once more. Damage may be in one place, and stay there."""
    return fault_of(error) not in (None, DatabaseFault.DAMAGED)
