"""DATABASE_URL: where the database is and by which driver it is opened."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from storage.drivers import Wanted
from storage.errors import StorageError

DATABASE_FILE = "rebato.db"
_WANTED = {"sqlite": Wanted.PLAIN, "sqlite+sqlcipher": Wanted.SQLCIPHER}


class DatabaseUrlError(StorageError):
    """The address names no database that this version can open. It is not told: it may hold a password."""


@dataclass(frozen=True)
class Database:
    """One SQLite file and how to open it."""

    path: Path
    wanted: Wanted = Wanted.BEST


def default_database(folder: Path) -> Database:
    """The database in the data folder, encrypted where this machine's driver can."""
    return Database(folder / DATABASE_FILE)


def parse_database_url(text: str) -> Database:
    """sqlite:///path (plain) or sqlite+sqlcipher:///path; four slashes make the path absolute.

    Raises DatabaseUrlError.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise DatabaseUrlError("is no database address; give sqlite+sqlcipher:///path or sqlite:///path") from None
    if url.get_backend_name() in ("postgresql", "postgres"):
        raise DatabaseUrlError("names PostgreSQL, which comes with a later version; leave it out to use SQLite")
    wanted = _WANTED.get(url.drivername)
    if wanted is None or url.host or url.query:
        raise DatabaseUrlError("is not of a kind this version knows; give sqlite+sqlcipher:///path or sqlite:///path")
    if not url.database or url.database == ":memory:":
        raise DatabaseUrlError("names no file; give sqlite+sqlcipher:///path or sqlite:///path")
    return Database(Path(url.database).expanduser().absolute(), wanted)
