"""One town becomes a part of another: each reference to it is moved, whichever area it belongs to."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, PrimaryKeyConstraint, Table, UniqueConstraint, and_, delete, exists, select, update
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.core import core_tables as t


async def hand_over(session: AsyncSession, gone: int, into: int) -> None:
    """Make every reference to the town `gone` one to `into`, and delete `gone`."""
    await _part_groups(session, gone, into)
    # Whether two towns are neighbors is said of each pair anew.
    pair = t.town_pair.c
    await _run(session, delete(t.town_pair).where((pair.town_id == gone) | (pair.other_id == gone)))
    for column in _references():
        for names in _one_of(column):
            await _run(session, _delete_doubles(column, names, gone, into))
        await _run(session, update(column.table).where(column == gone).values({column.name: into}))
    await _run(session, delete(t.town).where(t.town.c.id == gone))


async def _part_groups(session: AsyncSession, gone: int, into: int) -> None:
    """Make a group of the bot's own no town's, where the other town has one: everybody would hear twice."""
    there, here = t.group_chat.c, t.group_chat.alias("here").c
    signal = select(t.line.c.id).where(t.line.c.transport == "signal")
    same = (here.line_id == there.line_id) & (here.reader == there.reader) & (here.town_id == into) & here.active
    doubled = (there.town_id == gone) & there.line_id.in_(signal) & exists().where(same)
    await _run(session, update(t.group_chat).where(doubled).values(town_id=None))


def _references() -> Iterator[Column[Any]]:
    """Return every column that refers to a town."""
    for table in SQLModel.metadata.sorted_tables:
        for column in table.columns:
            if table is not t.town_pair and any(key.column is t.town.c.id for key in column.foreign_keys):
                yield column


def _one_of(column: Column[Any]) -> Iterator[list[str]]:
    """Return the other columns of each key or unique constraint in which a town stands: person and role, say."""
    if isinstance(column.table, Table):
        for constraint in column.table.constraints:
            if isinstance(constraint, UniqueConstraint | PrimaryKeyConstraint) and column.name in constraint.columns:
                yield [one.name for one in constraint.columns if one.name != column.name]


def _delete_doubles(column: Column[Any], names: list[str], gone: int, into: int) -> Any:
    """Delete what the other town has too."""
    there, here = column.table, column.table.alias("here")
    same = [here.c[name] == there.c[name] for name in names]
    return delete(there).where(column == gone, exists().where(and_(here.c[column.name] == into, *same)))


async def _run(session: AsyncSession, statement: Any) -> None:
    await (await session.connection()).execute(statement)
