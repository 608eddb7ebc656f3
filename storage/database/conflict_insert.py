"""An INSERT that says what happens where the row is there already; each database words it in its own way."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite


def conflict_insert(table: Table, dialect: str) -> Any:
    """Return an INSERT with on_conflict_do_nothing() and on_conflict_do_update(), for a statement that is built once.

    `dialect`: its name as SQLAlchemy has it, "sqlite" or "postgresql".
    """
    if dialect != "postgresql":
        return sqlite.insert(table)
    # Loaded only here: its dialect would cost every start of a network on a file.
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)
