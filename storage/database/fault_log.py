"""What is wrong with the database, logged once when it changes, not by everybody who stumbles over it."""

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
    """What is wrong with one database just now, noted by its transactions and logged when it changes."""

    def __init__(self, path: Path | None) -> None:
        """Watch the file at this path; None: a server's database, in whose place nobody can put another file."""
        self._path = path
        self._file = _identity(path)
        self._failed_at = 0.0
        self.fault: DatabaseFault | None = None
        """What is wrong now; None: nothing that we know of."""

    @contextmanager
    def watching(self, *, writes: bool) -> Iterator[None]:
        """Note how the transaction inside goes. Raises DatabaseReplaced before it writes into a file that is gone."""
        try:
            if writes:
                self._check()
            yield
        except Exception as error:
            away = _unanswered(error) if self._path is None else None
            self._failed(fault_of(away or error))
            if away is not None:
                raise away from error
            raise
        if writes:
            self._succeeded()

    def _check(self) -> None:
        # An open file goes on living without its name: SQLite would write into it, and the next start find nothing.
        if self._file is None:
            self._file = _identity(self._path)
        elif _identity(self._path) != self._file:
            raise DatabaseReplaced("the database file was replaced while in use")

    def _failed(self, found: DatabaseFault | None) -> None:
        if found is None:
            # The statement was wrong, not the database.
            return
        self._failed_at = asyncio.get_running_loop().time()
        if found is not self.fault:
            self.fault = found
            log.error(EVENTS[found])

    def _succeeded(self) -> None:
        if self.fault is not None and asyncio.get_running_loop().time() - self._failed_at > STEADY:
            self.fault = None
            log.warning("database.well")


def _unanswered(error: Exception) -> DatabaseAway | None:
    """Return a server's silence as an error of ours; None for any other error.

    What the network says of a server comes as it is, a time-out of the driver's own among it.
    """
    if isinstance(error, OSError) and not isinstance(error, ConnectionError):
        return DatabaseAway("the database server does not answer")
    return None


def _identity(path: Path | None) -> tuple[int, int] | None:
    """Return device and inode of a file; None where there is none."""
    try:
        found = path.stat() if path is not None else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found is not None else None
