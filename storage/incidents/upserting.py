"""An INSERT to which it may be added what changes where the row is there; each of the two databases has its own."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite


def inserting(table: Table, dialect: str) -> Any:
    """Return an INSERT that knows on_conflict_do_update(). It is for statements that are built once."""
    if dialect != "postgresql":
        return sqlite.insert(table)
    # Loaded only here: its dialect would cost every start of a network on a file.
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)
