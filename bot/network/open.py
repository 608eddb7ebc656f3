"""Opening what is kept: key file, database at this program's version, and the network in it."""

from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncEngine

from alerts.network.town import Network
from bot.network.destruction import wipe
from bot.settings.settings import Settings, SettingsError
from storage.database.open import open_database, unreadable
from storage.database.revision import is_latest
from storage.database.store import Store
from storage.database.url import SqliteFile
from storage.encryption.key_file_watch import KeyFileWatch
from storage.encryption.keyring import Keyring
from storage.encryption.vault import Vault
from storage.network import networks
from storage.panic.destruction import was_destroyed

T = TypeVar("T")


@dataclass(frozen=True)
class OpenNetwork:
    """An open database and the network in it."""

    store: Store
    network: Network


def key_of(settings: Settings) -> str | None:
    """Return REBATO_KEY; None where it is not set."""
    return settings.rebato_key.get_secret_value() if settings.rebato_key else None


@asynccontextmanager
async def open_store(settings: Settings, keyring: Keyring, watch: KeyFileWatch | None = None) -> AsyncIterator[Store]:
    """Open the database, migrate it, and close it at the end. Raises StorageError."""
    engine = open_database(settings.database, keyring)
    store = Store(engine, Vault(keyring, watch))
    try:
        await _checked(settings, _migrate(engine))
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def open_network(settings: Settings) -> AsyncIterator[OpenNetwork]:
    """Open the network that `rebato init` made. Raises StorageError, and SettingsError before there is one."""
    if isinstance(settings.database, SqliteFile) and not settings.database.path.exists():
        raise SettingsError("REBATO_DATA", "holds no network yet", "run `rebato init` first, or name its folder")
    # Made first: a file that is replaced between the two is noticed.
    watch = KeyFileWatch(settings.rebato_keys, key_of(settings))
    keyring = Keyring.open(settings.rebato_keys, key_of(settings))
    async with open_store(settings, keyring, watch) as store:
        async with store.read() as session:
            if not await _checked(settings, networks.exists(session)):
                if await was_destroyed(session):
                    # Destroyed by another process, or just before this one was killed.
                    wipe(settings)
                raise SettingsError(settings.home, "holds no network yet", "run `rebato init` first")
            network = await _checked(settings, networks.read(session, store.vault))
        yield OpenNetwork(store, network)


async def _migrate(engine: AsyncEngine) -> None:
    """Migrate the database where something is missing; else that would wait for a bot that is just writing."""
    if not await is_latest(engine):
        # Loaded only where it is needed: Alembic would cost every start a tenth of a second.
        from storage.database.migrate import migrate
        from storage.tables import all_tables

        await migrate(engine, whole=all_tables)


async def _checked(settings: Settings, reading: Awaitable[T]) -> T:
    """Return what `reading` gives. Raises StorageError, in one line, where the file or server cannot be read."""
    try:
        return await reading
    except Exception as error:
        explained = unreadable(settings.database, error)
        if explained is None:
            raise
        raise explained from None
