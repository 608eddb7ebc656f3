"""Column types. Each says itself what a merge of persons, a purge and a clock that was set back do with it.

A column whose values identify nobody says why it needs no seal. tests/storage/test_schema.py refuses one that is
neither sealed nor argued for, and a reference to a person that says nothing about merging.
"""

from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Integer, LargeBinary, Table
from sqlmodel import Field, SQLModel

from storage.core.moments import UtcMilliseconds

Counted = BigInteger().with_variant(Integer(), "sqlite")
"""The database counts these itself; SQLite does so for what it calls INTEGER only, which holds as much there."""


class Merging(StrEnum):
    """What becomes of a reference to a person who turns out to be another one too (merge.py)."""

    MOVES = "moves"
    """It refers to the person who stays."""
    ONE_EACH = "one each"
    """The same, but where the person who stays has one already, by the table's unique constraint, that one counts;
    where the reference says by which moments one is better, the better one."""
    RETURNS = "returns"
    """As ONE_EACH; and what came with an app that was linked goes with it when it is parted (returning.py)."""
    RETURNS_WITH_ROLES = "returns with roles"
    """As RETURNS, where the app gets its roles back, as by an undo: without them it would be nobody's."""
    DIES = "dies"
    """It goes with the person who is gone."""


def key(*, of: str = "", merging: Merging | None = None) -> Any:
    """Return a primary key that we make ourselves (ids.py), or that of the row of another table that it belongs to."""
    more: dict[str, Any] = {"foreign_key": of, "ondelete": "CASCADE"} if of else {}
    own = {"autoincrement": False, "info": {"merging": merging}}
    return Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs=own, **more)


def ref(
    target: str,
    *,
    nullable: bool = False,
    index: bool = True,
    stays: bool = False,
    merging: Merging | None = None,
    better: tuple[str, ...] = (),
    cleared: bool = False,
) -> Any:
    """Return a reference to another row; what it points to takes it along when deleted, unless it `stays` without it.

    `merging`: of a reference to a person. `better`: moments of this table, by which a merge that leaves one row of two
    chooses: that in which the first of them that differs is set, or is earlier. `cleared`: the purge of its subject
    empties it.
    """
    default: Any = None if nullable else ...
    return Field(
        default=default,
        foreign_key=target,
        ondelete="SET NULL" if stays else "CASCADE",
        sa_type=BigInteger,
        nullable=nullable,
        index=index,
        sa_column_kwargs={"info": {"merging": merging, "better": better, "cleared": cleared}},
    )


def moment(*, nullable: bool = False, index: bool = False, happened: bool = False, counted_from: str = "") -> Any:
    """Return an aware moment in UTC.

    `happened`: it cannot lie in the future, and is set back with the clock. `counted_from`: the column whose moment it
    was counted from; where that lay in the future, this comes sooner by as much.
    """
    default: Any = None if nullable else ...
    return Field(
        default=default,
        sa_type=UtcMilliseconds,
        nullable=nullable,
        index=index,
        sa_column_kwargs={"info": {"happened": happened, "counted_from": counted_from}},
    )


def sealed(*, nullable: bool = True, cleared: bool = False) -> Any:
    """Return a field sealed by the vault, bound to table, column and row. `cleared`: as of ref."""
    default: Any = None if nullable else ...
    return Field(
        default=default,
        sa_type=LargeBinary,
        nullable=nullable,
        sa_column_kwargs={"info": {"sealed": True, "cleared": cleared}},
    )


def plain(
    why: str, *, default: Any = ..., index: bool = False, unique: bool = False, big: bool = False, cleared: bool = False
) -> Any:
    """Return text or a number that identifies nobody, and `why`. `big`: of 64 bits. `cleared`: as of ref."""
    more: dict[str, Any] = {"sa_type": BigInteger} if big else {}
    info = {"plain": why, "cleared": cleared}
    return Field(default=default, index=index, unique=unique, sa_column_kwargs={"info": info}, **more)


def pseudonym() -> Any:
    """Return the id of a person as a number that outlives them; of who turns out to be another one too it follows."""
    info = {"plain": "an id of ours", "pseudonym": True}
    return Field(default=None, index=True, nullable=True, sa_type=BigInteger, sa_column_kwargs={"info": info})


def core_table(row: type[SQLModel]) -> Table:
    """Return this class's table as SQLAlchemy Core sees it: for rows by the hundred, without objects."""
    return SQLModel.metadata.tables[str(row.__tablename__)]
