"""Which of the SQLite libraries opens the file."""

import importlib
from dataclasses import dataclass
from enum import StrEnum
from types import ModuleType

from storage.core.errors import StorageError

SOUND_SQLITE = (3, 51, 3)
"""The first version without the WAL-reset bug, which can lose commits of a file with two connections."""

_ENCRYPTING = "sqlcipher3"
# Plain files: each of the first two brings a recent SQLite; the stdlib's is whatever the system has.
_PLAIN = ("pysqlite3", _ENCRYPTING, "sqlite3")


class DriverOptions(StrEnum):
    """Which kind of file the caller asks for."""

    BEST = "best"
    """An encrypted file where SQLCipher's driver is installed, else a plain one (a warning is logged)."""
    SQLCIPHER = "sqlcipher"
    """An encrypted file, or an error."""
    PLAIN = "plain"
    """A file that any SQLite opens. The fields are sealed all the same."""


@dataclass(frozen=True)
class Driver:
    """One installed driver, used in one way."""

    name: str
    dbapi: ModuleType
    encrypts: bool

    @property
    def version(self) -> tuple[int, ...]:
        """SQLite's version."""
        return tuple(int(part) for part in str(self.dbapi.sqlite_version).split("."))

    @property
    def sound(self) -> bool:
        """Whether its SQLite is free of the WAL-reset bug."""
        return self.version >= SOUND_SQLITE


def choose_driver(wanted: DriverOptions) -> Driver:
    """Return the best installed driver for that. Raises StorageError where SQLCipher is asked for and missing."""
    encrypting = _installed(_ENCRYPTING)
    if encrypting and wanted is not DriverOptions.PLAIN:
        return Driver(_ENCRYPTING, encrypting, encrypts=True)
    if wanted is DriverOptions.SQLCIPHER:
        raise StorageError(
            "DATABASE_URL asks for SQLCipher, whose driver is not installed; use sqlite:/// or install it"
        )
    return next(Driver(name, dbapi, encrypts=False) for name in _PLAIN if (dbapi := _installed(name)))


def _installed(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(f"{name}.dbapi2")
    except ImportError:
        return None
