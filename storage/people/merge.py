"""Two persons turn out to be one: what is theirs changes hands, as each reference to a person says itself."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Table,
    UniqueConstraint,
    bindparam,
    delete,
    func,
    literal,
    select,
    tuple_,
    update,
)
from sqlalchemy.sql import FromClause
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.core import core_tables as t
from storage.core.columns import Merging

_KEEP: Any = bindparam("keep", type_=BigInteger())
_GONE: Any = bindparam("gone", type_=BigInteger())
_NEVER = 2**62
"""A moment after all others."""


async def merge_person(session: AsyncSession, keep: int, gone: int) -> None:
    """Make everything that refers to `gone` refer to `keep`, and delete `gone`, with the step it was in."""
    await _inherit_hand(session, keep, gone)
    connection = await session.connection()
    for statement in _statements():
        await connection.execute(statement, {"keep": keep, "gone": gone})
    await connection.execute(delete(t.person).where(t.person.c.id == gone))


@cache
def _statements() -> tuple[Any, ...]:
    """Return what moves each reference, built once: there are dozens of them."""
    moving: list[Any] = []
    for column in _references():
        match column.info["merging"]:
            case Merging.MOVES:
                moving.append(update(column.table).where(column == _GONE).values({column.name: _KEEP}))
            case Merging.ONE_EACH | Merging.RETURNS | Merging.RETURNS_WITH_ROLES:
                moving += _move_missing(column)
            case Merging.DIES:
                continue
    moving += [update(column.table).where(column == _GONE).values({column.name: _KEEP}) for column in _pseudonyms()]
    return tuple(moving)


async def _inherit_hand(session: AsyncSession, keep: int, gone: int) -> None:
    """Keep with whom the app was one that comes now: linking it elsewhere makes no second hand of it."""
    p = t.person.c
    whose = select(p.parted_from_id).where(p.id == gone)
    parted_from = (await (await session.connection()).execute(whose)).scalar_one_or_none()
    if parted_from not in (None, keep):
        own = update(t.person).where(p.id == keep, p.parted_from_id.is_(None))
        await (await session.connection()).execute(own.values(parted_from_id=parted_from))


def _pseudonyms() -> Iterator[Column[Any]]:
    """Return every column that names a person by a number which outlives them."""
    for table in SQLModel.metadata.sorted_tables:
        yield from (column for column in table.columns if column.info.get("pseudonym"))


def _references() -> Iterator[Column[Any]]:
    """Return every column that refers to a person. One that says nothing of merging is a KeyError, and fails a test."""
    for table in SQLModel.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column is t.person.c.id for key in column.foreign_keys):
                yield column


def _move_missing(column: Column[Any]) -> list[Any]:
    """Move what only who goes has; where both have one, the better counts, and of equal ones that of who stays."""
    worse = [_delete_worse(column)] if column.info["better"] else []
    there, here = column.table, column.table.alias("kept")
    same = [here.c[name] == there.c[name] for name in _one_of(column)]
    kept = select(here.c[column.name]).where(here.c[column.name] == _KEEP, *same).exists()
    return [*worse, update(there).where(column == _GONE, ~kept).values({column.name: _KEEP})]


def _delete_worse(column: Column[Any]) -> Any:
    """Delete what who stays has where that of who goes is better.

    The better row stays as it is, so that deadlines and taps which name it by its id still find it.
    """
    here, there = column.table, column.table.alias("better")
    same = [here.c[name] == there.c[name] for name in _one_of(column)]
    is_better = tuple_(*_set_first(column, there)) < tuple_(*_set_first(column, here))
    better = select(there.c[column.name]).where(there.c[column.name] == _GONE, *same, is_better).exists()
    return delete(here).where(column == _KEEP, better)


def _set_first(column: Column[Any], table: FromClause) -> list[Any]:
    return [func.coalesce(table.c[name], literal(_NEVER, BigInteger)) for name in column.info["better"]]


def _one_of(column: Column[Any]) -> list[str]:
    """Return the other columns of the unique constraint of which there is one each: the incident, say."""
    for constraint in _unique(column.table):
        if column.name in constraint.columns:
            return [name for name in constraint.columns.keys() if name != column.name]  # noqa: SIM118 - no dict
    raise TypeError(f"{column}: one each of what? The table has no unique constraint with it")


def _unique(table: Any) -> list[UniqueConstraint]:
    if not isinstance(table, Table):
        raise TypeError("not a table")
    return [constraint for constraint in table.constraints if isinstance(constraint, UniqueConstraint)]
