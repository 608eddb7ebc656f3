"""What makes a test's database quick."""

from collections import defaultdict
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Dialect, event
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel import SQLModel

from storage.database.sqlite_engine import plain_engine


class CompiledStatements(dict[Any, Any]):
    """SQL that one test has compiled, for every other test's database of the same kind.

    SQLAlchemy keeps it by the dialect's object, and each engine has one of its own: without this nothing is ever found,
    and everything is kept.
    """

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_of_the_kind(key), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__(_of_the_kind(key), compiled)


def _of_the_kind(key: Any) -> Any:
    dialect, *rest = key
    assert isinstance(dialect, Dialect), "SQLAlchemy keeps its compiled statements by something else now"
    return type(dialect), dialect.server_version_info, *rest


_COMPILED = CompiledStatements()
_TYPES: defaultdict[type[Dialect], WeakKeyDictionary[Any, Any]] = defaultdict(WeakKeyDictionary)
"""How each kind of database keeps each type of column; a dialect's object finds that out anew."""


def hurried(engine: AsyncEngine) -> AsyncEngine:
    """No test pulls the plug; waiting for the disk would be most of the time."""
    for one in (engine.sync_engine, plain_engine(engine)):
        if one is not None:
            event.listen(one, "connect", lambda raw, _: raw.execute("PRAGMA synchronous = OFF"))
    return compiled_once(engine)


def compiled_once(engine: AsyncEngine) -> AsyncEngine:
    """To compile a statement takes longer than to run it."""
    for one in (engine.sync_engine, plain_engine(engine)):
        if one is not None:
            one.update_execution_options(compiled_cache=_COMPILED)
            one.dialect._type_memos = _TYPES[type(one.dialect)]
    for mapper in SQLModel._sa_registry.mappers:
        # What writes new rows keeps its statements beside the table, not beside the engine.
        mapper._compiled_cache = _COMPILED
    return engine
