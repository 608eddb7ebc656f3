"""A small network in a real database, and a clock moved by hand: what outbox and inbox tests work on."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.notices import Choice, Kind, Lane, Notice, Text
from alerts.people.person import Role
from storage.core import core_tables as t
from storage.core.group_tables import GroupRow
from storage.core.ids import new_id
from storage.core.line_tables import LineRow
from storage.core.people_tables import ContactRow, GrantRow, PersonRow
from storage.core.subject_tables import SubjectRow
from storage.database.migrate import migrate
from storage.database.open import open_database
from storage.database.sqlite_drivers import DriverOptions
from storage.database.sqlite_engine import open_engine
from storage.database.store import Store
from storage.database.url import parse_database_url
from storage.encryption.address_index import address_index
from storage.encryption.keyring import Keyring
from storage.encryption.vault import Vault
from storage.outbox.claim import claim
from storage.outbox.claimed import SIGNAL_EDIT_AGE, Claimed, ClaimOrder, PlatformTraits
from storage.outbox.delivery_fate import Fate, Verdict
from storage.outbox.mail import SqlMail
from storage.outbox.record import record
from storage.tables import all_tables
from tests.postgres.server import PostgresServer
from tests.storage.haste import compiled_once, hurried

NOON = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
TELEGRAM = PlatformTraits(numbered=False, major_only=False, edits=10_000)
SIGNAL = PlatformTraits(numbered=True, major_only=True, edits=9, edit_age=SIGNAL_EDIT_AGE)


_TEMPLATES: dict[PostgresServer, str] = {}
"""A database with nothing but tables, to be copied."""


class Mailbox:
    """One line, its people, and what was posted to them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.vault = store.vault
        self.now = NOON
        self.line_id = 0

    @classmethod
    async def open(cls, folder: Path) -> "Mailbox":
        keyring = Keyring.generate()
        engine = hurried(open_engine(folder / "rebato.db", keyring, DriverOptions.PLAIN))
        async with engine.begin() as connection:
            await connection.run_sync(SQLModel.metadata.create_all)
        mailbox = cls(Store(engine, Vault(keyring)))
        mailbox.line_id = await mailbox.line()
        return mailbox

    @classmethod
    async def on(cls, server: PostgresServer) -> "Mailbox":
        """The same on a server."""
        keyring = Keyring.generate()
        if server not in _TEMPLATES:
            _TEMPLATES[server] = server.create()
            template = open_database(parse_database_url(server.url_of(_TEMPLATES[server])), keyring)
            await migrate(template, whole=all_tables)
            await template.dispose()
        engine = open_database(parse_database_url(server.url_of(server.create(_TEMPLATES[server]))), keyring)
        mailbox = cls(Store(compiled_once(engine), Vault(keyring)))
        mailbox.line_id = await mailbox.line()
        return mailbox

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)

    def clock(self) -> datetime:
        return self.now

    async def add(self, *rows: SQLModel) -> None:
        async def write(session: AsyncSession) -> None:
            for row in rows:
                session.add(row)
                await session.flush()

        await self.store.run_write(write)

    async def line(self, transport: str = "telegram") -> int:
        line_id = new_id()
        account = self.vault.seal("line", "account", line_id, "x")
        await self.add(
            LineRow(
                id=line_id,
                transport=transport,
                account=account,
                account_index=line_id.to_bytes(8),
                offset=None,
            )
        )
        return line_id

    async def contact(
        self,
        address: str,
        *,
        language: str | None = "en",
        heard: timedelta = timedelta(hours=1),
        line_id: int = 0,
        role: Role | None = None,
        found: bool = False,
    ) -> int:
        """Add a person and their contact. `found`: by its address, as who writes is."""
        person_id, contact_id = new_id(), new_id()
        await self.add(
            PersonRow(id=person_id, language=language, created_at=self.now, seen_at=self.now),
            ContactRow(
                id=contact_id,
                person_id=person_id,
                line_id=line_id or self.line_id,
                address=self.vault.seal("contact", "address", contact_id, address),
                address_index=address_index(self.vault, line_id or self.line_id, address)
                if found
                else contact_id.to_bytes(8),
                heard_at=self.now - heard,
            ),
        )
        if role is not None:
            await self.add(GrantRow(id=new_id(), person_id=person_id, role=role.value, granted_at=self.now))
        return contact_id

    async def group(self, address: str, *, index: bytes | None = None) -> int:
        group_id = new_id()
        await self.add(
            GroupRow(
                id=group_id,
                line_id=self.line_id,
                address=self.vault.seal("group_chat", "address", group_id, address),
                address_index=index or self.vault.index("group", f"{self.line_id}:{address}"),
            )
        )
        return group_id

    async def incident(self, **values: Any) -> int:
        """What the machinery of messages knows of an incident: that it is a subject."""
        subject_id = new_id()
        await self.add(SubjectRow(id=subject_id, kind="incident", **values))
        return subject_id

    async def post(self, notice: Notice, contacts: Sequence[int] = (), groups: Sequence[int] = ()) -> int:
        async def write(session: AsyncSession) -> int:
            mail = SqlMail(session, self.vault)
            notice_id = await mail.post(notice, contacts, self.now)
            for group_id in groups:
                await (await session.connection()).execute(
                    t.delivery.insert().values(
                        notice_id=notice_id,
                        line_id=self.line_id,
                        group_id=group_id,
                        lane=int(notice.lane),
                        post_first=0,
                        state="queued",
                        due_at=self.now,
                        expires_at=notice.expires_at,
                        attempts=0,
                        unsure=0,
                        repeat=False,
                        shown=0,
                        shown_major=0,
                        edits=0,
                    )
                )
            return notice_id

        return await self.store.run_write(write)

    async def revise(self, notice_id: int, notice: Notice, *, major: bool = True) -> None:
        await self.store.run_write(
            lambda session: SqlMail(session, self.vault).revise(notice_id, notice, [], self.now, major=major)
        )

    def order(self, *, boot: str = "first", habits: PlatformTraits = TELEGRAM, **wanted: Any) -> ClaimOrder:
        return ClaimOrder(
            line_id=self.line_id,
            now=self.now,
            boot=boot,
            today=self.now.date().isoformat(),
            habits=habits,
            **({"limit": 30} | wanted),
        )

    async def claim(self, *, boot: str = "first", habits: PlatformTraits = TELEGRAM, **wanted: Any) -> list[Claimed]:
        order = self.order(boot=boot, habits=habits, **wanted)
        return await self.store.transact(lambda connection: claim(connection, self.vault, order))

    async def record(self, *verdicts: Verdict, boot: str = "first", habits: PlatformTraits = TELEGRAM) -> None:
        now, line_id = self.now, self.line_id
        await self.store.transact(
            lambda connection: record(connection, self.vault, verdicts, now, line_id=line_id, boot=boot, habits=habits)
        )

    async def show(self, claimed: Claimed, ref: str = "100", *, habits: PlatformTraits = TELEGRAM) -> None:
        await self.record(Verdict(claimed=claimed, fate=Fate.SHOWN, ref=ref), habits=habits)

    async def rows(self, table: Any) -> list[Any]:
        async def read(session: AsyncSession) -> list[Any]:
            return list(await (await session.connection()).execute(select(table).order_by(table.c.id)))

        return await self.store.run_read(read)

    async def deliveries(self) -> list[Any]:
        return await self.rows(t.delivery)

    async def states(self) -> list[str]:
        return [row.state for row in await self.deliveries()]


def saying(key: str = "report.where", **changes: Any) -> Notice:
    """A notice with a text that every catalogue has."""
    return Notice(parts=(Text(key),), **changes)


def asking(*actions: str, **changes: Any) -> Notice:
    """A notice with these choices in one row."""
    row = tuple(Choice(action, Text("report.where")) for action in actions)
    return saying(choices=(row,), **changes)


def alert(incident_id: int | None = None, **changes: Any) -> Notice:
    """What goes out to many."""
    return saying(kind=Kind.ALERT, lane=Lane.ALERT, subject_id=incident_id, **changes)
