"""One statement for many rows, without what SQLAlchemy does for each value of each row."""

from collections.abc import Hashable, Iterable, Mapping
from operator import itemgetter
from typing import Any, Protocol

from sqlalchemy import Connection, Dialect
from sqlalchemy.sql.dml import UpdateBase


class _Pick(Protocol):
    def __call__(self, values: Mapping[str, Any], /) -> tuple[Any, ...]: ...


class Batch:
    """A statement of bindparams only, compiled once for each kind of dialect.

    Values go to the driver as they are: no type of the column converts them.
    """

    def __init__(self, statement: UpdateBase) -> None:
        self._statement = statement
        self._compiled: dict[Hashable, tuple[str, dict[str, Any], _Pick]] = {}

    def run(self, connection: Connection, shared: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> int:
        """Run it for these rows; return how many it changed.

        `shared`: the values that are the same for all; each of `rows` has the rest.
        """
        sql, fixed, pick = self._for(connection.dialect)
        common = {**fixed, **shared}
        return connection.exec_driver_sql(sql, [pick({**common, **row}) for row in rows]).rowcount

    def _for(self, dialect: Dialect) -> tuple[str, dict[str, Any], _Pick]:
        # Not by the dialect itself: each engine has one of its own, and those of one kind word a statement alike.
        kind = type(dialect), dialect.paramstyle, dialect.server_version_info
        found = self._compiled.get(kind)
        if found is None:
            compiled = self._statement.compile(dialect=dialect)
            found = compiled.string, dict(compiled.params), itemgetter(*(compiled.positiontup or ()))
            # Two threads may both do it: each comes to the same.
            self._compiled[kind] = found
        return found
