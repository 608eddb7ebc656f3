"""Opening what is kept: key file, database at this program's version, and the network in it."""

from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.exc import DatabaseError

from alerts.network.town import Network
from bot.config import Settings, SettingsError
from storage import networks
from storage.ailments import REMEDIES, Ailment, ailment
from storage.connecting import DatabaseUnreadable
from storage.engine import open_engine
from storage.keyring import Keyring
from storage.migrate import migrate
from storage.store import Store
from storage.vault import Vault

T = TypeVar("T")


@dataclass(frozen=True)
class OpenNetwork:
    """The database with a network in it."""

    store: Store
    network: Network


def key_of(settings: Settings) -> str | None:
    """REBATO_KEY, where it is set."""
    return settings.rebato_key.get_secret_value() if settings.rebato_key else None


@asynccontextmanager
async def open_store(settings: Settings, keyring: Keyring) -> AsyncIterator[Store]:
    """The database, migrated; closed at the end. Raises StorageError."""
    engine = open_engine(settings.database.path, keyring, settings.database.wanted)
    store = Store(engine, Vault(keyring))
    try:
        await _checked(migrate(engine))
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def open_network(settings: Settings) -> AsyncIterator[OpenNetwork]:
    """The network that `rebato init` made. Raises StorageError, SettingsError before there is one."""
    if not settings.database.path.exists():
        raise SettingsError("REBATO_DATA", "holds no network yet", "run `rebato init` first, or name its folder")
    keyring = Keyring.open(settings.rebato_keys, key_of(settings))
    async with open_store(settings, keyring) as store:
        async with store.read() as session:
            if not await _checked(networks.exists(session)):
                raise SettingsError("REBATO_DATA", "holds no network yet", "run `rebato init` first")
            network = await _checked(networks.read(session, store.vault))
        yield OpenNetwork(store, network)


async def _checked(reading: Awaitable[T]) -> T:
    """A file that SQLite cannot read is told in one line. StorageError."""
    try:
        return await reading
    except DatabaseError as error:
        raise DatabaseUnreadable(REMEDIES[ailment(error) or Ailment.DAMAGED]) from None
