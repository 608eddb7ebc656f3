"""What makes a test's database quick."""

from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.database.sqlite_engine import directly

_COMPILED: dict[Any, Any] = {}
"""SQL that one test has compiled serves the next one's database."""


def hurried(engine: AsyncEngine) -> AsyncEngine:
    """No test pulls the plug; waiting for the disk would be most of the time."""
    for one in (engine.sync_engine, directly(engine)):
        if one is not None:
            event.listen(one, "connect", lambda raw, _: raw.execute("PRAGMA synchronous = OFF"))
    return compiled_once(engine)


def compiled_once(engine: AsyncEngine) -> AsyncEngine:
    """To compile a statement takes longer than to run it."""
    for one in (engine.sync_engine, directly(engine)):
        if one is not None:
            one.update_execution_options(compiled_cache=_COMPILED)
    return engine
