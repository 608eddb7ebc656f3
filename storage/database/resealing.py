"""Sealed fields, sealed anew with the current key, a few rows at a time, whichever table they are in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, LargeBinary, bindparam, func, select, update
from sqlmodel import SQLModel

from storage.encryption.vault import Vault

ROWS = 250
"""Rows sealed anew in one transaction: it takes about 10 ms, so long a report may have to wait for it."""


@dataclass(frozen=True)
class SealedColumn:
    """A column of sealed fields, and its table's key, which each field is bound to."""

    column: Column[Any]
    key: Column[Any]


def sealed_columns() -> Iterator[SealedColumn]:
    """Yield every sealed column of every table."""
    for table in SQLModel.metadata.sorted_tables:
        (key,) = table.primary_key.columns
        yield from (SealedColumn(column, key) for column in table.columns if column.info.get("sealed"))


def reseal_rows(connection: Connection, vault: Vault, sealed: SealedColumn, after: int) -> list[int]:
    """Seal the next rows anew that come after this key of the table; return their keys in order, none at the end.

    Raises VaultError where a field opens with no key.
    """
    column, key = sealed.column, sealed.key
    rows = connection.execute(
        select(key, column).where(key > after, _old(column, vault)).order_by(key).limit(ROWS)
    ).all()
    if rows:
        table = column.table.name
        change = update(column.table).where(key == bindparam("whose")).values({column.name: bindparam("anew")})
        anew = [{"whose": row[0], "anew": vault.sealed_anew(table, column.name, row[0], row[1])} for row in rows]
        connection.execute(change, anew)
    return [row[0] for row in rows]


def count_old(connection: Connection, vault: Vault) -> int:
    """Count the fields that are still sealed with another key than the current one."""
    counts = (
        select(func.count()).select_from(one.column.table).where(_old(one.column, vault)) for one in sealed_columns()
    )
    return sum(connection.execute(count).scalar_one() for count in counts)


def _old(column: Column[Any], vault: Vault) -> Any:
    # NULL is no field: it compares as neither.
    return func.substr(column, 1, 1, type_=LargeBinary) != bytes((vault.current,))
