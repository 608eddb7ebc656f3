"""A founded network in a file, which every test gets a copy of."""

from dataclasses import dataclass
from pathlib import Path

from storage.database.migrate import migrate
from storage.database.sqlite_drivers import DriverOptions
from storage.database.sqlite_engine import checkpoint, open_engine
from storage.database.store import Store
from storage.encryption.keyring import Keyring
from storage.encryption.vault import Vault
from storage.lines import lines
from storage.network import networks
from storage.tables import all_tables

NORTHAMPTON = (42.325, -72.641)
HOLYOKE = (42.204, -72.616)


@dataclass(frozen=True)
class Seed:
    """A founded network in a file, to be copied: migrations run once for all tests."""

    keyring: Keyring
    file: Path


BOT = "rebato_bot"
SIGNAL_NUMBER = "+14135550100"


async def sow(folder: Path) -> Seed:
    """The network before anybody joined: two towns, two languages, a line on each platform."""
    keyring = Keyring.generate()
    seed = Seed(keyring, folder / "seed.db")
    engine = open_engine(seed.file, keyring, DriverOptions.PLAIN)
    store = Store(engine, Vault(keyring))
    await migrate(engine, whole=all_tables)
    async with store.write() as session:
        towns = [("Northampton", NORTHAMPTON), ("Holyoke", HOLYOKE)]
        await networks.create(
            session, store.vault, name="Valley", languages=("en", "es"), zone="America/New_York", towns=towns
        )
        telegram = await lines.of_account(session, store.vault, "telegram", "telegram")
        await lines.remember_name(session, store.vault, telegram.id, BOT)
        await lines.of_account(session, store.vault, "signal", SIGNAL_NUMBER)
    await checkpoint(engine)
    await store.close()
    return seed
