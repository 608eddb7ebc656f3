"""Migrates, and is killed (SIGKILL) before and after each statement; then migrates on. Run as a process of its own:

    python -m tests.faults.mortal_migration FOLDER STRIDE BEFORE

prints one JSON object for each kill, of which STRIDE - 1 are passed over after each. BEFORE: the revision that the
database had, or "empty". Its children are forks: to begin Python anew for each would take minutes.
"""

import asyncio
import gc
import json
import os
import signal
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from shutil import copyfile
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.database.migrate import migrate
from storage.database.revision import VERSIONS
from storage.database.sqlite_drivers import DriverOptions
from storage.database.sqlite_engine import checkpoint, open_engine
from storage.encryption.keyring import Keyring
from storage.tables import all_tables

EMPTY, BEFORE = "empty", "before.db"


def deaths(folder: Path, stride: int, before: str) -> Iterator[dict[str, Any]]:
    """What each left, and what the next start made of it."""
    keyring = Keyring.generate()
    if before != EMPTY:
        asyncio.run(_older(folder, keyring, before))
    # Here, not in a fork: each fork finds loaded and compiled what a migration needs.
    whole = asyncio.run(_migrated(_begun(folder, "whole"), keyring, None))
    for thread in threading.enumerate():
        # What a thread holds when its process is forked, the fork waits for in vain.
        if thread is not threading.main_thread():
            thread.join()
    gc.collect()
    gc.freeze()
    killed = 0
    for moment in count(1, stride):
        death = _death(folder, keyring, moment, whole)
        if death is None:
            break
        killed = moment
        yield death
    # The last moment of all, when the migration is there: between the last that was and the first that was not.
    while moment - killed > 1:
        middle = (killed + moment) // 2
        death = _death(folder, keyring, middle, whole)
        if death is None:
            moment = middle
        else:
            killed = middle
            yield death


async def _older(folder: Path, keyring: Keyring, revision: str) -> None:
    """The database as an older version of the program left it."""
    versions = folder / "versions"
    versions.mkdir()
    for script in VERSIONS.glob("[0-9]*.py"):
        if script.name[: len(revision)] <= revision:
            copyfile(script, versions / script.name)
    engine = open_engine(folder / BEFORE, keyring, DriverOptions.PLAIN)
    await migrate(engine, versions)
    await checkpoint(engine)
    await engine.dispose()


def _begun(folder: Path, name: object) -> Path:
    file = folder / f"{name}.db"
    if (folder / BEFORE).exists():
        copyfile(folder / BEFORE, file)
    return file


def _death(folder: Path, keyring: Keyring, moment: int, whole: str | None) -> dict[str, Any] | None:
    """What it left that was killed at this moment; None where it came to its end before."""
    file = _begun(folder, moment)
    if _in_a_fork(file, keyring, moment) is not None:
        return None
    return {"moment": moment, "left": _tables(file), "whole": _in_a_fork(file, keyring, None) == whole}


def _in_a_fork(file: Path, keyring: Keyring, moment: int | None) -> str | None:
    """What the database looks like after the migration; None where it was killed at this moment."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reads)
        os.write(writes, asyncio.run(_migrated(file, keyring, moment)).encode())
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return None
    assert os.waitstatus_to_exitcode(status) == 0, "the migration failed by itself"
    return said


async def _migrated(file: Path, keyring: Keyring, moment: int | None) -> str:
    engine = open_engine(file, keyring, DriverOptions.PLAIN)
    if moment is not None:
        _die_at(engine, moment)
    await migrate(engine, whole=all_tables)
    async with engine.connect() as connection:
        asked = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
        # A table that is copied gets its constraints in whatever order they were read in.
        schema = [
            (kind, name, sorted(line.strip(", ") for line in (sql or "").splitlines()))
            for kind, name, sql in await connection.execute(text(asked))
        ]
        revision = [tuple(row) for row in await connection.execute(text("SELECT * FROM alembic_version"))]
        health = [tuple(row) for row in await connection.execute(text("PRAGMA integrity_check"))]
    await engine.dispose()
    return json.dumps([schema, revision, health])


def _die_at(engine: AsyncEngine, moment: int) -> None:
    passed = count(1)

    def die(*_: Any) -> None:
        if next(passed) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(engine.sync_engine, name, die)


def _tables(file: Path) -> int:
    """How many the killed one left; looked up on a copy, so that the next start finds all as it was."""
    copy = file.with_suffix(".copy")
    for ending in ("", "-wal"):
        if (source := Path(f"{file}{ending}")).exists():
            copyfile(source, f"{copy}{ending}")
    with closing(sqlite3.connect(copy)) as connection:
        (number,) = connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table'").fetchone()
    return int(number)


if __name__ == "__main__":
    for death in deaths(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]):
        sys.stdout.write(f"{json.dumps(death)}\n")
        sys.stdout.flush()
