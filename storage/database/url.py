"""DATABASE_URL: where the database is and by which driver it is opened."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import URL
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from storage.core.errors import StorageError
from storage.database.postgres_options import PostgresOptionError, PostgresOptions, postgres_options
from storage.database.sqlite_drivers import DriverOptions

DATABASE_FILE = "rebato.db"
_WANTED = {"sqlite": DriverOptions.PLAIN, "sqlite+sqlcipher": DriverOptions.SQLCIPHER}
_POSTGRES = ("postgresql", "postgres")
_KINDS = "give sqlite+sqlcipher:///path, sqlite:///path or postgresql://user:password@host/name"


class DatabaseUrlError(StorageError):
    """The address names no database that this version can open. It is not told: it may hold a password."""


@dataclass(frozen=True)
class SqliteFile:
    """One SQLite file and how to open it."""

    path: Path
    wanted: DriverOptions = DriverOptions.BEST


@dataclass(frozen=True)
class PostgresServer:
    """One database on a PostgreSQL server, which several instances of the program may share."""

    url: URL = field(repr=False)
    """For the asyncpg driver, without options; it may hold a password."""
    options: PostgresOptions = field(default_factory=PostgresOptions)


Database: TypeAlias = SqliteFile | PostgresServer


def default_database(folder: Path) -> SqliteFile:
    """Return the database in the data folder, encrypted where this machine's driver can."""
    return SqliteFile(folder / DATABASE_FILE)


def parse_database_url(text: str) -> Database:
    """Read sqlite:///path (plain), sqlite+sqlcipher:///path (four slashes make the path absolute), or postgresql://….

    Raises DatabaseUrlError.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise DatabaseUrlError(f"is no database address; {_KINDS}") from None
    if url.drivername.partition("+")[0] in _POSTGRES:
        return _postgres(url)
    wanted = _WANTED.get(url.drivername)
    if wanted is None or url.host or url.query:
        raise DatabaseUrlError(f"is not of a kind this version knows; {_KINDS}")
    if not url.database or url.database == ":memory:":
        raise DatabaseUrlError("names no file; give sqlite+sqlcipher:///path or sqlite:///path")
    return SqliteFile(Path(url.database).expanduser().absolute(), wanted)


def _postgres(url: URL) -> PostgresServer:
    """Read a server's address, whatever driver it names: there is one."""
    given = {name: value if isinstance(value, str) else value[-1] for name, value in url.query.items()}
    database = url.database or given.pop("dbname", "")
    if not database:
        raise DatabaseUrlError("names no database; give postgresql://user:password@host/name")
    try:
        options = postgres_options(url.host or "", given)
    except PostgresOptionError as error:
        raise DatabaseUrlError(str(error)) from None
    return PostgresServer(url.set(drivername="postgresql+asyncpg", database=database, query={}), options)
