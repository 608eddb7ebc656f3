"""Column types: keys, references, moments, sealed fields."""

from typing import Any

from sqlalchemy import BigInteger, Integer, LargeBinary
from sqlmodel import Field

from storage.core.moments import UtcMilliseconds

Counted = BigInteger().with_variant(Integer(), "sqlite")
"""The database counts these itself; SQLite does so for what it calls INTEGER only, which holds as much there."""


def key() -> Any:
    """A primary key that we make ourselves (see ids.py)."""
    return Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})


def ref(target: str, *, nullable: bool = False, index: bool = True, stays: bool = False) -> Any:
    """A reference to another row; what it points to takes it along when deleted, unless it `stays` without it."""
    default: Any = None if nullable else ...
    return Field(
        default=default,
        foreign_key=target,
        ondelete="SET NULL" if stays else "CASCADE",
        sa_type=BigInteger,
        nullable=nullable,
        index=index,
    )


def moment(*, nullable: bool = False, index: bool = False) -> Any:
    """An aware moment in UTC."""
    default: Any = None if nullable else ...
    return Field(default=default, sa_type=UtcMilliseconds, nullable=nullable, index=index)


def sealed(*, nullable: bool = True) -> Any:
    """A field sealed by the vault, bound to table, column and row."""
    default: Any = None if nullable else ...
    return Field(default=default, sa_type=LargeBinary, nullable=nullable, sa_column_kwargs={"info": {"sealed": True}})
