"""A network in a file, founded once for a series: two towns, languages, lines and groups, and people's roles."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alerts.groups.group import GroupReader
from alerts.groups.ports import GROUPS
from alerts.network.retention import Retention
from alerts.network.town import Network
from alerts.people.person import Role
from bot.drill.signal.server import NUMBER
from bot.drill.telegram.server import TOKEN, USERNAME
from bot.fuzz.writers import Writer
from handlers.core.lexicon import cleaner
from storage.database.migrate import migrate
from storage.database.sqlite_drivers import DriverOptions
from storage.database.sqlite_engine import checkpoint, open_engine
from storage.database.store import Store
from storage.encryption.keyring import Keyring
from storage.encryption.vault import Vault
from storage.lines import lines
from storage.network import networks
from storage.tables import all_tables
from storage.unit_of_work import UnitOfWorkFactory

HOTLINE = "413-555-0100"
TOWNS = (("Northampton", (42.325, -72.641)), ("Holyoke", (42.204, -72.616)))
GROUP_CHAT, WITNESS_CHAT = "-1001234501001", "-1001234501002"
"""The groups of the first town: everybody's, and the witnesses'."""


@dataclass(frozen=True, kw_only=True)
class FoundedNetwork:
    """A network's file, to be copied: migrations run once for the whole series."""

    file: Path
    keyring: Keyring
    network: Network
    line_ids: dict[str, int]
    """By platform."""


async def found(folder: Path, people: tuple[Writer, ...], now: datetime) -> FoundedNetwork:
    """Found the network, and let everybody join who has a role."""
    keyring, file = Keyring.generate(), folder / "founded.db"
    engine = open_engine(file, keyring, DriverOptions.PLAIN)
    store = Store(engine, Vault(keyring))
    await migrate(engine, whole=all_tables)
    async with store.write() as session:
        network = await networks.create(
            session, store.vault, name="Valle", languages=("en", "es"), zone="America/New_York", towns=list(TOWNS)
        )
        telegram = await lines.of_account(session, store.vault, "telegram", TOKEN.partition(":")[0])
        await lines.remember_name(session, store.vault, telegram.id, USERNAME)
        signal = await lines.of_account(session, store.vault, "signal", NUMBER)
        line_ids = {"telegram": telegram.id, "signal": signal.id}
    async with UnitOfWorkFactory(store, Retention(), HOTLINE, cleaner()).begin() as uow:
        for chat, reader in ((GROUP_CHAT, GroupReader.COMMUNITY), (WITNESS_CHAT, GroupReader.RESPONDERS)):
            group = await GROUPS(uow).added(line_ids["telegram"], chat, "Barrio", reader)
            await GROUPS(uow).connect(group.id, network.towns[0].id)
        for writer in people:
            if writer.role is None:
                continue
            person, _ = await uow.people.add(line_ids[writer.platform], writer.address, now)
            await uow.people.consent(person.id, writer.name, now)
            await uow.people.set_language(person.id, writer.language)
            # Who is on Signal belongs to every town, as far as towns go.
            town = None if writer.platform == "signal" and writer.role is Role.COORDINATOR else network.towns[0].id
            await uow.grants.give(person.id, writer.role, town, now)
    await checkpoint(engine)
    await store.close()
    return FoundedNetwork(file=file, keyring=keyring, network=network, line_ids=line_ids)
