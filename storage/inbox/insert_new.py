"""Rows are inserted, and what is there already is left alone."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database.conflict_insert import conflict_insert


async def insert_new(session: AsyncSession, table: Table, values: dict[str, Any], same: tuple[str, ...]) -> bool:
    """Insert a row; False where one is there with the same values in the columns `same`. Any other clash is raised."""
    return await insert_all_new(session, table, [values], same) > 0


async def insert_all_new(
    session: AsyncSession, table: Table, rows: Sequence[dict[str, Any]], same: tuple[str, ...]
) -> int:
    """Insert rows with an id by few statements, as insert_new() does each; return how many were new."""
    if not rows:
        return 0
    statement = _inserting(table, same, session.get_bind().dialect.name)
    # One alone is the rule, and costs less as no list.
    given = rows[0] if len(rows) == 1 else rows
    return len((await (await session.connection()).execute(statement, given)).all())


@cache
def _inserting(table: Table, same: tuple[str, ...], dialect: str) -> Any:
    """Make the statement, once: every message needs it."""
    return conflict_insert(table, dialect).on_conflict_do_nothing(index_elements=same).returning(table.c.id)
