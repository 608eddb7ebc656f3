"""One statement for many rows, without what SQLAlchemy does for each value of each row."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Any, Protocol

from sqlalchemy import Connection, Dialect
from sqlalchemy.sql.dml import UpdateBase

_DIALECTS = 4


class _Pick(Protocol):
    def __call__(self, values: Mapping[str, Any], /) -> tuple[Any, ...]: ...


class Batch:
    """A statement of bindparams only, compiled once for each dialect.

    Values go to the driver as they are: no type of the column converts them.
    """

    def __init__(self, statement: UpdateBase) -> None:
        self._statement = statement
        self._compiled = lru_cache(_DIALECTS)(self._compile)

    def run(self, connection: Connection, shared: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> int:
        """Run it for these rows; return how many it changed.

        `shared`: the values that are the same for all; each of `rows` has the rest.
        """
        sql, fixed, pick = self._compiled(connection.dialect)
        common = {**fixed, **shared}
        return connection.exec_driver_sql(sql, [pick({**common, **row}) for row in rows]).rowcount

    def _compile(self, dialect: Dialect) -> tuple[str, dict[str, Any], _Pick]:
        compiled = self._statement.compile(dialect=dialect)
        return compiled.string, dict(compiled.params), itemgetter(*(compiled.positiontup or ()))
