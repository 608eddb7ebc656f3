"""Lines: the network's bot accounts and Signal numbers, who is on which, and how one is given up."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, or_, select, update
from sqlmodel import col
from sqlmodel import select as select_rows
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.lines.line import Line
from storage.core import core_tables as t
from storage.core.ids import new_id
from storage.core.line_tables import DeafRow, LineRow
from storage.core.people_tables import OfferRow
from storage.encryption.vault import Vault
from storage.outbox import recipients
from storage.outbox.rerouting import reroute


@dataclass(frozen=True, kw_only=True)
class LineAccount:
    """The account of a line, with what it takes to work it."""

    line_id: int
    transport: str
    account: str
    """Telegram's bot id, Signal's number."""
    secret: str | None = field(repr=False)
    """Telegram's token, where the line was added by `rebato line add`; None: it is a setting, or needs none."""
    heard_at: datetime | None
    """Signal: until when the line was heard. Aware UTC."""


class SqlLines:
    """Lines in the database: who is on which, and how one is given up (port: alerts/lines/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def all(self) -> list[Line]:
        """Return every line that there ever was, in the order of their numbers."""
        people = await self._people()
        offers = await self._offers()
        rows = await self._session.exec(select_rows(LineRow).order_by(col(LineRow.id)))
        return [
            Line(
                id=row.id,
                transport=row.transport,
                name=self._name(row),
                people=people.get(row.id, 0),
                offers=offers.get(row.id, 0),
                retired_at=row.retired_at,
                closed_at=row.closed_at,
            )
            for row in rows.all()
        ]

    async def offer(self, words: str, line_ids: Sequence[int]) -> None:
        """Remember that the invitation that reads so names these lines."""
        found = await self._run(select(t.code.c.id).where(t.code.c.code_index == self._vault.index("code", words)))
        code_id = found.scalar_one()
        for line_id in line_ids:
            self._session.add(OfferRow(id=new_id(), code_id=code_id, line_id=line_id))
        await self._session.flush()

    async def retire(self, line_id: int, now: datetime) -> None:
        """Remember that this line is given up: newcomers are sent elsewhere."""
        await self._run(update(t.line).where(t.line.c.id == line_id).values(retired_at=now))

    async def close(self, line_id: int, now: datetime) -> None:
        """Serve nobody here any more; what waits for people here is queued for their other contact, or has failed."""
        await self._run(update(t.line).where(t.line.c.id == line_id).values(retired_at=now, closed_at=now))
        await self._run(update(t.contact).where(t.contact.c.line_id == line_id).values(reachable=False))
        await self._run(update(t.group_chat).where(t.group_chat.c.line_id == line_id).values(active=False))
        delivery = t.delivery.c
        waiting = update(t.delivery).where(delivery.line_id == line_id, delivery.state.in_(("queued", "sending")))
        # What is on its way may still arrive there: elsewhere it says that it may have come before.
        under_way = or_(delivery.repeat, delivery.state == "sending")
        await self._run(waiting.values(state="failed", boot=None, failure="line closed", repeat=under_way))
        failed = select(t.delivery.c.contact_id).where(
            t.delivery.c.line_id == line_id, t.delivery.c.failure == "line closed", t.delivery.c.contact_id.is_not(None)
        )
        connection = await self._session.connection()
        for (contact_id,) in (await self._run(failed.distinct())).all():
            await connection.run_sync(reroute, contact_id, now)

    async def add_deaf_time(self, line_id: int, since: datetime, until: datetime, now: datetime) -> None:
        """Remember that a line could not hear, as we learn now."""
        self._session.add(DeafRow(id=new_id(), line_id=line_id, since=since, until=until, kept_at=now))
        await self._session.flush()

    async def deaf_span(self, line_id: int, after: datetime) -> tuple[datetime, datetime] | None:
        """Return from when to when a line could not hear, of what we learned after that moment; None for nothing."""
        rows = await self._session.exec(select_rows(DeafRow).where(DeafRow.line_id == line_id, DeafRow.kept_at > after))
        spans = [(row.since, row.until) for row in rows.all()]
        return (min(since for since, _ in spans), max(until for _, until in spans)) if spans else None

    async def stranded(self, line_id: int) -> int:
        """Count the people here who have joined and have no contact anywhere that reaches them."""
        here, there = t.contact.alias("here"), t.contact.alias("there")
        asking = (
            select(func.count(func.distinct(here.c.person_id)))
            .join(t.person, t.person.c.id == here.c.person_id)
            .where(
                here.c.line_id == line_id,
                t.person.c.consented_at.is_not(None),
                t.person.c.stopped_at.is_(None),
                ~exists().where(there.c.person_id == here.c.person_id, there.c.reachable),
            )
        )
        return int((await self._run(asking)).scalar_one())

    async def _people(self) -> dict[int, int]:
        latest = recipients.everybody().subquery()
        asking = select(latest.c.line_id, func.count()).group_by(latest.c.line_id)
        return dict((await self._run(asking)).all())

    async def _offers(self) -> dict[int, int]:
        asking = (
            select(t.offer.c.line_id, func.count())
            .join(t.code, t.code.c.id == t.offer.c.code_id)
            .where(t.code.c.used_at.is_(None))
            .group_by(t.offer.c.line_id)
        )
        return dict((await self._run(asking)).all())

    def _name(self, row: LineRow) -> str:
        if row.transport == "signal":
            return self._vault.open("line", "account", row.id, row.account)
        return self._vault.open("line", "username", row.id, row.username) if row.username else ""

    async def _run(self, statement: Any) -> Any:
        return await (await self._session.connection()).execute(statement)


async def of_account(
    session: AsyncSession, vault: Vault, transport: str, account: str, *, secret: str | None = None
) -> LineRow:
    """Return the line of this account, made where it is new. A `secret` is kept, sealed."""
    index = vault.index("line", f"{transport}:{account}")
    row = (await session.exec(select_rows(LineRow).where(LineRow.account_index == index))).first()
    if row is None:
        # Few and never deleted: a small id can stand in a log.
        line_id = 1 + ((await session.exec(select_rows(func.max(LineRow.id)))).one() or 0)
        sealed = vault.seal("line", "account", line_id, account)
        row = LineRow(id=line_id, transport=transport, account=sealed, account_index=index)
    if secret is not None:
        row.secret = vault.seal("line", "secret", row.id, secret)
    session.add(row)
    await session.flush()
    return row


async def reopen(session: AsyncSession, line_id: int) -> None:
    """Let a line that was retired or closed be worked again. Who was on it is served there once they write."""
    await (await session.connection()).execute(
        update(t.line).where(t.line.c.id == line_id).values(retired_at=None, closed_at=None)
    )


async def known(session: AsyncSession, vault: Vault, transport: str, account: str) -> int | None:
    """Return the line of this account; None where there is none."""
    index = vault.index("line", f"{transport}:{account}")
    return (await session.exec(select_rows(LineRow.id).where(LineRow.account_index == index))).first()


async def accounts(session: AsyncSession, vault: Vault) -> list[LineAccount]:
    """Return every line that is to be worked, in the order of their numbers."""
    rows = await session.exec(select_rows(LineRow).where(col(LineRow.closed_at).is_(None)).order_by(col(LineRow.id)))
    return [_account(vault, row) for row in rows.all()]


async def account_of(session: AsyncSession, vault: Vault, line_id: int) -> LineAccount:
    """Return one line as it stands at this moment. Raises LookupError where there is none."""
    row = await session.get(LineRow, line_id)
    if row is None:
        raise LookupError("there is no such line")
    return _account(vault, row)


def _account(vault: Vault, row: LineRow) -> LineAccount:
    return LineAccount(
        line_id=row.id,
        transport=row.transport,
        account=vault.open("line", "account", row.id, row.account),
        secret=vault.open("line", "secret", row.id, row.secret) if row.secret else None,
        heard_at=row.heard_at,
    )


async def remember_name(session: AsyncSession, vault: Vault, line_id: int, username: str) -> None:
    """Remember what the Telegram bot is called: links need it, also while the bot is not running."""
    sealed = vault.seal("line", "username", line_id, username)
    await (await session.connection()).execute(update(t.line).where(t.line.c.id == line_id).values(username=sealed))
