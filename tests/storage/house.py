"""A network with two towns and two lines in a real database, and a clock moved by hand."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select, update
from sqlmodel import SQLModel

from alerts.incidents.incident import Incident
from alerts.network.retention import Retention
from alerts.notices import Kind, Lane, Notice, Text
from alerts.people.person import Contact, Person, Role
from alerts.places import Place
from storage import core_tables as t
from storage import networks
from storage.drivers import Wanted
from storage.engine import open_engine
from storage.keyring import Keyring
from storage.store import Store
from storage.unit_of_work import SqlUnitOfWork, Work
from storage.vault import Vault
from tests.storage.mailbox import NOON

NORTHAMPTON, HOLYOKE = 1, 2


@dataclass
class House:
    """What the contract tests work on."""

    work: Work
    path: Path
    telegram: int = 0
    signal: int = 0
    now: datetime = field(default=NOON)

    @property
    def store(self) -> Store:
        return self.work.store

    @classmethod
    async def open(cls, folder: Path, wanted: Wanted, vault: Vault | None = None) -> "House":
        keyring = Keyring.generate()
        path = folder / "rebato.db"
        engine = open_engine(path, keyring, wanted)
        async with engine.begin() as connection:
            await connection.run_sync(SQLModel.metadata.create_all)
        house = cls(Work(Store(engine, vault or Vault(keyring)), Retention(), "413-555-0100"), path)
        async with house.store.write() as session:
            towns = [("Northampton", (42.325, -72.641)), ("Holyoke", (42.204, -72.616))]
            await networks.create(
                session,
                house.store.vault,
                name="Valley",
                languages=("en", "es"),
                zone="America/New_York",
                towns=towns,
            )
            house.telegram = (await networks.line(session, house.store.vault, "telegram", "77")).id
            house.signal = (await networks.line(session, house.store.vault, "signal", "+14135550100")).id
        return house

    def clock(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[SqlUnitOfWork]:
        async with self.work.begin() as uow:
            yield uow

    async def someone(
        self, address: str, *roles: tuple[Role, int | None], line: int = 0, language: str = "en"
    ) -> tuple[Person, Contact]:
        """A person who wrote once and has these roles."""
        async with self.begin() as uow:
            person, contact = await uow.people.add(line or self.telegram, address, self.now)
            await uow.people.set_language(person.id, language)
            for role, town in roles:
                await uow.people.grant(person.id, role, town, self.now)
            return await uow.people.get(person.id) or person, contact

    async def incident(self, **changes: Any) -> Incident:
        given: dict[str, Any] = {"town_id": NORTHAMPTON, "place": Place(words="Elm & 3rd"), "observed_at": self.now}
        async with self.begin() as uow:
            return await uow.incidents.open_new(**(given | changes), now=self.now)

    async def group(self, address: str, town_id: int | None = NORTHAMPTON, line: int = 0) -> int:
        async with self.begin() as uow:
            group = await uow.groups.added(line or self.telegram, address, "Neighbours")
            if town_id is not None:
                await uow.groups.connect(group.id, town_id)
            return group.id

    async def rows(self, table: Any, *conditions: Any) -> list[Any]:
        async with self.store.read() as session:
            asking = select(table).where(*conditions)
            return list(await (await session.connection()).execute(asking))

    async def set(self, table: Any, *conditions: Any, **values: Any) -> None:
        async with self.store.write() as session:
            await (await session.connection()).execute(update(table).where(*conditions).values(**values))

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
    return saying(kind=Kind.ALERT, lane=Lane.ALERT, incident_id=incident_id, reader=reader)
