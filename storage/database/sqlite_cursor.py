"""aiosqlite's connection with fewer ways between the threads: one for each statement, where it takes four."""

import sqlite3
from collections.abc import Iterable
from typing import Any

from aiosqlite.core import Connection
from aiosqlite.cursor import Cursor


class OneVisitCursor(Cursor):
    """Fetches all rows in the same visit to the connection's thread that executes the statement.

    A visit costs about as much CPU as SQLite needs for a small statement, and SQLAlchemy reads every result whole
    all the same. To make and to close a cursor is a matter of memory only, and needs no visit.
    """

    _rows: Iterable[sqlite3.Row] = ()

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> "OneVisitCursor":
        """Execute, and keep what it returns."""
        self._rows = await self._execute(self._run, sql, parameters or ())  # type: ignore[no-untyped-call]
        return self

    async def fetchall(self) -> Iterable[sqlite3.Row]:
        """What was not fetched yet."""
        rows, self._rows = self._rows, ()
        return rows

    async def close(self) -> None:
        """Rows that were kept stay."""
        self._cursor.close()

    def _run(self, sql: str, parameters: Any) -> Iterable[sqlite3.Row]:
        self._cursor.execute(sql, parameters)
        return self._cursor.fetchall() if self._cursor.description else ()


class OneVisitConnection(Connection):
    """Hands out such cursors."""

    def cursor(self) -> Any:
        """See aiosqlite; to be entered."""
        return OneVisitCursor(self, self._conn.cursor())
