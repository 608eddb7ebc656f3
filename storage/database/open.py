"""The database that DATABASE_URL names, whichever kind it is."""

from sqlalchemy.exc import DatabaseError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.core.errors import StorageError
from storage.database.faults import REMEDIES, DatabaseFault, fault_of
from storage.database.sqlite_connect import DatabaseUnreadable
from storage.database.sqlite_engine import open_engine
from storage.database.url import Database, PostgresServer
from storage.encryption.keyring import Keyring


def open_database(database: Database, keyring: Keyring) -> AsyncEngine:
    """Make the database's engine. Raises StorageError where a file does not open; a server is asked only later."""
    if isinstance(database, PostgresServer):
        # Loaded only where it is asked for, here and below: its driver would cost every start of a network on a file.
        from storage.database.postgres_engine import open_postgres

        return open_postgres(database)
    return open_engine(database.path, keyring, database.wanted)


def unreadable(database: Database, error: Exception) -> StorageError | None:
    """Return what to tell the operator about a database that cannot be read at the start; None for any other error."""
    if isinstance(database, PostgresServer):
        from storage.database.postgres_engine import unreachable

        return unreachable(error)
    if not isinstance(error, DatabaseError):
        return None
    return DatabaseUnreadable(REMEDIES[fault_of(error) or DatabaseFault.DAMAGED])
