"""What people think of somebody, and what they attended, goes with the app by which it came when that is parted.

Else one whom many know could pass on their word: link, be parted, and leave it behind.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, select, update
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.core.columns import Merging

_RETURNING = (Merging.RETURNS, Merging.RETURNS_WITH_ROLES)


async def rows_that_return(session: AsyncSession, person_id: int) -> str:
    """Return which rows are this person's that go with their app, in words: "vouch.by_id:1 vouch.person_id:7"."""
    connection = await session.connection()
    words: list[str] = []
    for column in _returning():
        ids = await connection.execute(select(column.table.c.id).where(column == person_id))
        words += [f"{column}:{one}" for one in ids.scalars()]
    return " ".join(words)


async def return_rows(session: AsyncSession, words: str, of: int, to: int, *, with_roles: bool) -> None:
    """Make of these rows what is still this person's (`of`) that one's (`to`).

    `with_roles`: who goes has their roles again.
    """
    connection = await session.connection()
    columns = {str(column): column for column in _returning()}
    for word in words.split():
        name, _, row_id = word.partition(":")
        column = columns[name]
        if column.info["merging"] is Merging.RETURNS_WITH_ROLES and not with_roles:
            continue
        theirs = update(column.table).where(column.table.c.id == int(row_id), column == of)
        await connection.execute(theirs.values({column.name: to}))


def _returning() -> Iterator[Column[Any]]:
    for table in SQLModel.metadata.sorted_tables:
        yield from (column for column in table.columns if column.info.get("merging") in _RETURNING)
