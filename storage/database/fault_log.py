"""How the database does: said in the log once when it changes, not by everybody who stumbles over it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

from storage.database.faults import DatabaseAway, DatabaseFault, DatabaseReplaced, fault_of

log = structlog.get_logger()


EVENTS = {one: f"database.{one}" for one in DatabaseFault}
STEADY = 10.0
"""Seconds without a failure after which it is well again: who has nothing to write succeeds on a full disk too."""


class FaultLog:
    """Of one database file (None: it is none, and nobody can put another one in its place)."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file = _identity(path)
        self._failed_at = 0.0
        self.ailment: DatabaseFault | None = None

    @contextmanager
    def watching(self, *, writes: bool) -> Iterator[None]:
        """Around a transaction. Raises DatabaseReplaced before one that writes into a file which is gone."""
        try:
            if writes:
                self._check()
            yield
        except Exception as error:
            away = _silence(error) if self._path is None else None
            self._note(fault_of(away or error))
            if away is not None:
                raise away from error
            raise
        if writes:
            self._well()

    def _check(self) -> None:
        # An open file goes on living without its name: SQLite would write into it, and the next start find nothing.
        if self._file is None:
            self._file = _identity(self._path)
        elif _identity(self._path) != self._file:
            raise DatabaseReplaced("the database file was replaced while in use")

    def _note(self, found: DatabaseFault | None) -> None:
        if found is None:
            return
        self._failed_at = asyncio.get_running_loop().time()
        if found is not self.ailment:
            self.ailment = found
            log.error(EVENTS[found])

    def _well(self) -> None:
        if self.ailment is not None and asyncio.get_running_loop().time() - self._failed_at > STEADY:
            self.ailment = None
            log.warning("database.well")


def _silence(error: Exception) -> DatabaseAway | None:
    """Of a server: what the network says of it comes as it is, a time-out of the driver's own among it."""
    if isinstance(error, OSError) and not isinstance(error, ConnectionError):
        return DatabaseAway("the database server does not answer")
    return None


def _identity(path: Path | None) -> tuple[int, int] | None:
    """Device and inode."""
    try:
        found = path.stat() if path is not None else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found is not None else None
