"""The end of a network: its keys, its database file, and the processes that hold both."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import structlog

from bot.settings.settings import Settings
from storage.database.faults import fault_of
from storage.database.store import Store
from storage.database.url import SqliteFile
from storage.encryption.keyring import KEY_FILE, MASTER_FILE
from storage.panic.destruction import was_destroyed

log = structlog.get_logger()

LOOK = 2.0
"""Seconds between two looks whether the network was destroyed, by this process or another one."""


class DestructionWatch:
    """What ends a process once the network was destroyed, by itself or by another process, and its keys with it.

    Entered before the database is opened: only when that is closed again, its file is destroyed.
    """

    def __init__(self, settings: Settings, stop: asyncio.Event) -> None:
        """Make the watch. `stop`: is set once the network was destroyed."""
        self._settings = settings
        self._stop = stop
        self._destroyed = False

    def __enter__(self) -> "DestructionWatch":
        return self

    def __exit__(self, *error: object) -> None:
        if self._destroyed:
            wipe(self._settings)
            log.critical("network.destroyed")

    @asynccontextmanager
    async def over(self, store: Store) -> AsyncIterator[None]:
        """Watch this database as long as the block lasts."""
        watching = asyncio.create_task(self._watch(store))
        try:
            yield
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)

    async def _watch(self, store: Store) -> None:
        while not self._destroyed:
            await asyncio.sleep(LOOK)
            try:
                self._destroyed = await store.run_read(was_destroyed)
            except Exception as error:
                # Of a database that is away others say so; here it means that nothing is known yet.
                if fault_of(error) is None:
                    log.exception("network.not_looked_at")
        self._stop.set()


def wipe(settings: Settings) -> None:
    """Destroy the key file, its secret where that lies beside it, and the database's file. What is gone stays gone."""
    for name in (KEY_FILE, MASTER_FILE):
        _overwrite(settings.rebato_keys / name)
    if isinstance(settings.database, SqliteFile):
        path = settings.database.path
        for one in (path, *(path.with_name(path.name + more) for more in ("-wal", "-shm"))):
            one.unlink(missing_ok=True)


def _overwrite(path: Path) -> None:
    """Write over the file before it is removed: a disk that spins forgets it then; of others nobody can say."""
    try:
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(path.stat().st_size))
            file.flush()
        path.unlink()
    except FileNotFoundError:
        return
