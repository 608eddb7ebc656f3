"""The async SQLAlchemy engine over one PostgreSQL database, with the promises that SQLite's gives.

One writer at a time, here too, over all instances (docs/decisions/0012): a transaction that writes takes one lock of
the database's before anything else, so that nobody decides on what somebody else is just changing.
"""

import secrets
import ssl
from functools import partial
from typing import Any
from urllib.parse import urlencode

import asyncpg
from sqlalchemy import Connection, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.core.errors import StorageError
from storage.database.faults import waiting_for_writers
from storage.database.sqlite_connect import DatabaseUnreadable
from storage.database.sqlite_engine import READING
from storage.database.url import PostgresServer

WRITERS = 0x7265_6261_746F
"""The key of the writers' lock ("rebato"): any number, as long as every instance takes the same."""
STALLED_MS = 3_000
"""A transaction that stands idle for so long belongs to a machine that is frozen, or gone: the server ends it."""
WAIT_MS = 10_000
"""So long a writer waits for the others; longer than a stalled one is borne."""
CONNECT_SECONDS = 5.0
COMMAND_SECONDS = 30.0
"""A server that went away without a word is given up after this."""

_INSTANCE = f"rebato-{secrets.token_hex(8)}"


def instance() -> str:
    """Return the name of this process, which all its sessions bear at the server (application_name)."""
    return _INSTANCE


def open_postgres(server: PostgresServer) -> AsyncEngine:
    """Make the engine; nothing is connected yet. Errors and logs never show parameters."""
    engine = create_async_engine(
        server.url,
        hide_parameters=True,
        pool_use_lifo=True,
        async_creator=partial(connect_directly, server, COMMAND_SECONDS),
    )
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


async def connect_directly(server: PostgresServer, statement_seconds: float) -> Any:
    """Open one connection of asyncpg's own. Raises what asyncpg and the network raise.

    `statement_seconds`: seconds that each statement may take.
    """
    options = server.options
    return await asyncpg.connect(
        # The driver reads libpq's options from an address only.
        f"postgresql://?{urlencode(options.driver)}",
        **server.url.translate_connect_args(username="user"),
        ssl=options.tls,
        timeout=options.wait or CONNECT_SECONDS,
        command_timeout=statement_seconds,
        server_settings=_settings(),
    )


def unreachable(error: BaseException) -> StorageError | None:
    """Say what an operator can do about a server that does not let us in; None for any other error."""
    match _cause(error):
        case asyncpg.InvalidAuthorizationSpecificationError():
            return DatabaseUnreadable("DATABASE_URL: the PostgreSQL server refuses this user; check user and password")
        case asyncpg.InvalidCatalogNameError():
            return DatabaseUnreadable("DATABASE_URL: there is no such database on the server; make it with createdb")
        case asyncpg.InsufficientPrivilegeError():
            return DatabaseUnreadable("DATABASE_URL: this user may not make tables; make them the database's owner")
        case ssl.SSLCertVerificationError():
            return DatabaseUnreadable(
                "DATABASE_URL: the PostgreSQL server shows a certificate that is not trusted; give sslrootcert, and the"
                " host's name as the certificate has it"
            )
        case ConnectionError() if "SSL" in str(error):
            return DatabaseUnreadable(
                "DATABASE_URL: the PostgreSQL server offers no TLS; switch it on there, or add ?sslmode=disable where"
                " nobody can listen"
            )
        case asyncpg.ClientConfigurationError() | ssl.SSLError():
            return DatabaseUnreadable(
                "DATABASE_URL: its TLS options don't fit together; check those that begin with ssl"
            )
        case OSError() | TimeoutError() | asyncpg.PostgresConnectionError() | asyncpg.CannotConnectNowError():
            return DatabaseUnreadable("DATABASE_URL: no PostgreSQL server answers; check host, port, and that it runs")
        case _:
            return None


def _settings() -> dict[str, str]:
    return {
        "application_name": _INSTANCE,
        "idle_in_transaction_session_timeout": str(STALLED_MS),
        "lock_timeout": str(WAIT_MS),
        "timezone": "UTC",
    }


def _cause(error: BaseException) -> BaseException | None:
    """Return the driver's own error, which SQLAlchemy wraps where a statement failed, and not where it connects."""
    if isinstance(error, DBAPIError):
        return error.orig.__cause__ if error.orig is not None else None
    return error


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get(READING, False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    else:
        # Read committed: each statement behind the lock sees what the writers before us have committed.
        with waiting_for_writers():
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
