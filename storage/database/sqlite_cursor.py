"""aiosqlite's connection with fewer calls into its thread: one for each statement, where it takes four."""

import sqlite3
from collections.abc import Iterable
from typing import Any

from aiosqlite.core import Connection
from aiosqlite.cursor import Cursor


class SingleCallCursor(Cursor):
    """A cursor that fetches all rows in the same call into the connection's thread that executes the statement.

    Such a call costs about as much CPU as SQLite needs for a small statement, and SQLAlchemy reads every
    result whole all the same. To make and to close a cursor is a matter of memory only, and needs none.
    """

    _rows: Iterable[sqlite3.Row] = ()

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> "SingleCallCursor":
        """Execute a statement, and keep the rows that it returns."""
        self._rows = await self._execute(self._run, sql, parameters or ())  # type: ignore[no-untyped-call]
        return self

    async def fetchall(self) -> Iterable[sqlite3.Row]:
        """Return the rows that were not fetched yet."""
        rows, self._rows = self._rows, ()
        return rows

    async def close(self) -> None:
        """Close the cursor; rows that were kept stay."""
        self._cursor.close()

    def _run(self, sql: str, parameters: Any) -> Iterable[sqlite3.Row]:
        self._cursor.execute(sql, parameters)
        return self._cursor.fetchall() if self._cursor.description else ()


class SingleCallConnection(Connection):
    """A connection that makes SingleCallCursors."""

    def cursor(self) -> Any:
        """Make a cursor, to be entered like aiosqlite's."""
        return SingleCallCursor(self, self._conn.cursor())
