"""A network with two towns and two lines in a real database, and a clock moved by hand."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select, update
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.groups.ports import GROUPS
from alerts.incidents.incident import Incident
from alerts.incidents.ports import INCIDENTS
from alerts.network.retention import Retention
from alerts.notices import Kind, Lane, Notice, Text
from alerts.people.person import Contact, Person, Role
from alerts.places.place import Place
from handlers.core.lexicon import cleaner
from storage.core import core_tables as t
from storage.database.migrate import migrate
from storage.database.open import open_database
from storage.database.sqlite_drivers import DriverOptions
from storage.database.sqlite_engine import checkpoint, open_engine
from storage.database.store import Store
from storage.database.url import parse_database_url
from storage.encryption.keyring import Keyring
from storage.encryption.vault import Vault
from storage.lines import lines
from storage.network import networks
from storage.tables import all_tables
from storage.unit_of_work import SqlUnitOfWork, UnitOfWorkFactory
from tests.postgres.server import PostgresServer
from tests.storage.haste import compiled_once, hurried
from tests.storage.mailbox import NOON

NORTHAMPTON, HOLYOKE = 1, 2
_SEEDS: dict[DriverOptions, tuple[Keyring, bytes]] = {}
"""A fresh network of each kind: tables are made once, then the file is copied."""
_TEMPLATES: dict[PostgresServer, tuple[Keyring, str]] = {}
"""The same on a server: a database that is copied."""


def _store(path: Path, keyring: Keyring, wanted: DriverOptions) -> Store:
    return Store(hurried(open_engine(path, keyring, wanted)), Vault(keyring))


async def _seed(wanted: DriverOptions) -> tuple[Keyring, bytes]:
    if wanted not in _SEEDS:
        with TemporaryDirectory() as folder:
            path, keyring = Path(folder) / "seed.db", Keyring.generate()
            store = _store(path, keyring, wanted)
            await _found(store)
            await checkpoint(store.engine)
            await store.close()
            _SEEDS[wanted] = keyring, path.read_bytes()
    return _SEEDS[wanted]


async def _found(store: Store) -> None:
    async with store.engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
    await _network(store)


async def _network(store: Store) -> None:
    async with store.write() as session:
        await networks.create(
            session,
            store.vault,
            name="Valley",
            languages=("en", "es"),
            zone="America/New_York",
            towns=[("Northampton", (42.325, -72.641)), ("Holyoke", (42.204, -72.616))],
        )
        for transport, account in (("telegram", "77"), ("signal", "+14135550100")):
            await lines.of_account(session, store.vault, transport, account)


def open_store(server: PostgresServer, name: str, keyring: Keyring) -> Store:
    """A database on the server, as the program opens it."""
    engine = open_database(parse_database_url(server.url_of(name)), keyring)
    return Store(compiled_once(engine), Vault(keyring))


async def _template(server: PostgresServer) -> tuple[Keyring, str]:
    if server not in _TEMPLATES:
        keyring, name = Keyring.generate(), server.create()
        store = open_store(server, name, keyring)
        await migrate(store.engine, whole=all_tables)
        await _network(store)
        await store.close()
        _TEMPLATES[server] = keyring, name
    return _TEMPLATES[server]


class Undone(Exception):
    """Nothing of this transaction is kept."""


@dataclass
class House:
    """What the contract tests work on."""

    work: UnitOfWorkFactory
    path: Path | None = None
    """None: on a server."""
    telegram: int = 1
    signal: int = 2
    now: datetime = field(default=NOON)
    wanted: DriverOptions = DriverOptions.PLAIN
    keyring: Keyring = field(default_factory=Keyring.generate)
    """What its fields are sealed with."""

    @property
    def store(self) -> Store:
        return self.work.store

    @classmethod
    async def open(cls, folder: Path, wanted: DriverOptions) -> "House":
        keyring, data = await _seed(wanted)
        path = folder / "rebato.db"
        path.write_bytes(data)
        return cls(
            UnitOfWorkFactory(_store(path, keyring, wanted), Retention(), "413-555-0100", cleaner()),
            path,
            wanted=wanted,
            keyring=keyring,
        )

    @classmethod
    async def open_again(cls, house: "House") -> "House":
        """The same database, as another process has it open."""
        keyring, _ = await _seed(house.wanted)
        return cls(
            UnitOfWorkFactory(_store(house.path, keyring, house.wanted), Retention(), "", cleaner()),
            house.path,
            wanted=house.wanted,
        )

    @classmethod
    async def on(cls, server: PostgresServer) -> "House":
        keyring, template = await _template(server)
        store = open_store(server, server.create(template), keyring)
        return cls(UnitOfWorkFactory(store, Retention(), "413-555-0100", cleaner()), keyring=keyring)

    def clock(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[SqlUnitOfWork]:
        async with self.work.begin() as uow:
            yield uow

    @asynccontextmanager
    async def undone(self) -> AsyncIterator[SqlUnitOfWork]:
        """A transaction that fails at its end."""
        with suppress(Undone):
            async with self.begin() as uow:
                yield uow
                raise Undone

    async def someone(
        self, address: str, *roles: tuple[Role, int | None], line: int = 0, language: str = "en"
    ) -> tuple[Person, Contact]:
        """A person who wrote once and has these roles."""

        async def come(uow: SqlUnitOfWork) -> tuple[Person, Contact]:
            person, contact = await uow.people.add(line or self.telegram, address, self.now)
            await uow.people.set_language(person.id, language)
            if roles:
                await uow.people.consent(person.id, "", self.now)
            for role, town in roles:
                await uow.grants.give(person.id, role, town, self.now)
            return await uow.people.get(person.id) or person, contact

        return await self.work.run(come)

    async def incident(self, **changes: Any) -> Incident:
        given: dict[str, Any] = {"town_id": NORTHAMPTON, "place": Place(words="Elm & 3rd"), "observed_at": self.now}
        return await self.work.run(lambda uow: INCIDENTS(uow).open_new(**(given | changes), now=self.now))

    async def group(self, address: str, town_id: int | None = NORTHAMPTON, line: int = 0) -> int:
        async def add(uow: SqlUnitOfWork) -> int:
            group = await GROUPS(uow).added(line or self.telegram, address, "Neighbours")
            if town_id is not None:
                await GROUPS(uow).connect(group.id, town_id)
            return group.id

        return await self.work.run(add)

    async def rows(self, table: Any, *conditions: Any) -> list[Any]:
        async def ask(session: AsyncSession) -> list[Any]:
            return list(await (await session.connection()).execute(select(table).where(*conditions)))

        return await self.store.run_read(ask)

    async def set(self, table: Any, *conditions: Any, **values: Any) -> None:
        async def change(session: AsyncSession) -> None:
            await (await session.connection()).execute(update(table).where(*conditions).values(**values))

        await self.store.run_write(change)

    async def deliveries(self, notice_id: int) -> dict[int, str]:
        """Contact (or group) and state."""
        rows = await self.rows(t.delivery, t.delivery.c.notice_id == notice_id)
        return {row.contact_id or row.group_id: row.state for row in rows}

    async def newest_notice(self) -> Any:
        rows = await self.rows(t.notice)
        return max(rows, key=lambda row: row.id)

    async def delivered(self, contacts: Sequence[int], **values: Any) -> None:
        """As the courier leaves them."""
        given: dict[str, Any] = {"state": "delivered", "ref": "100", "sent_at": self.now}
        await self.set(t.delivery, t.delivery.c.contact_id.in_(contacts), **(given | values))


def saying(key: str = "report.where", **changes: Any) -> Notice:
    return Notice(parts=(Text(key),), **changes)


def alert(incident_id: int, reader: str = "responder") -> Notice:
    return saying(kind=Kind.ALERT, lane=Lane.ALERT, subject_id=incident_id, reader=reader)
