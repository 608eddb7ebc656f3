"""Lines: the network's bot accounts and Signal numbers, who is on which, and how one is given up."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, func, insert, or_, select, update
from sqlmodel import select as select_rows
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.lines.line import Line
from storage.core import core_tables as t
from storage.core.columns import core_table
from storage.core.ids import new_id
from storage.core.line_tables import DeafRow, LineRow
from storage.encryption.vault import Vault
from storage.outbox import recipients
from storage.outbox.rerouting import reroute

# Built once: to build a statement takes longer than SQLite needs for it.
_deaf = core_table(DeafRow)
_EVERYBODY = recipients.everybody().subquery()
_PEOPLE = select(_EVERYBODY.c.line_id, func.count()).group_by(_EVERYBODY.c.line_id)
_OFFERS = (
    select(t.offer.c.line_id, func.count())
    .join(t.code, t.code.c.id == t.offer.c.code_id)
    .where(t.code.c.used_at.is_(None))
    .group_by(t.offer.c.line_id)
)
_ALL = select(t.line).order_by(t.line.c.id)
_WORKED = _ALL.where(t.line.c.closed_at.is_(None))
_WITH_ID = select(t.line).where(t.line.c.id == bindparam("line"))
_OF_ACCOUNT = select(t.line.c.id).where(t.line.c.account_index == bindparam("account"))
_INVITATION = select(t.code.c.id).where(t.code.c.code_index == bindparam("words"))
_OFFER = insert(t.offer)
_ADD_DEAF_TIME = insert(_deaf)
_DEAF_SPAN = select(func.min(_deaf.c.since), func.max(_deaf.c.until)).where(
    _deaf.c.line_id == bindparam("line"), _deaf.c.kept_at > bindparam("learned_after")
)


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
        people = dict((await self._run(_PEOPLE)).all())
        offers = dict((await self._run(_OFFERS)).all())
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
            for row in await self._run(_ALL)
        ]

    async def offer(self, words: str, line_ids: Sequence[int]) -> None:
        """Remember that the invitation that reads so names these lines."""
        found = await self._run(_INVITATION, {"words": self._vault.index("code", words)})
        code_id = found.scalar_one()
        for line_id in line_ids:
            await self._run(_OFFER, {"id": new_id(), "code_id": code_id, "line_id": line_id})

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
        values = {"id": new_id(), "line_id": line_id, "since": since, "until": until, "kept_at": now}
        await self._run(_ADD_DEAF_TIME, values)

    async def deaf_span(self, line_id: int, after: datetime) -> tuple[datetime, datetime] | None:
        """Return from when to when a line could not hear, of what we learned after that moment; None for nothing."""
        begun, ended = (await self._run(_DEAF_SPAN, {"line": line_id, "learned_after": after})).one()
        return (begun, ended) if begun is not None else None

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

    def _name(self, row: Any) -> str:
        if row.transport == "signal":
            return self._vault.open("line", "account", row.id, row.account)
        return self._vault.open("line", "username", row.id, row.username) if row.username else ""

    async def _run(self, statement: Any, values: dict[str, Any] | None = None) -> Any:
        return await (await self._session.connection()).execute(statement, values)


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
    return (await (await session.connection()).execute(_OF_ACCOUNT, {"account": index})).scalar_one_or_none()


async def accounts(session: AsyncSession, vault: Vault) -> list[LineAccount]:
    """Return every line that is to be worked, in the order of their numbers."""
    return [_account(vault, row) for row in await (await session.connection()).execute(_WORKED)]


async def account_of(session: AsyncSession, vault: Vault, line_id: int) -> LineAccount:
    """Return one line as it stands at this moment. Raises LookupError where there is none."""
    row = (await (await session.connection()).execute(_WITH_ID, {"line": line_id})).first()
    if row is None:
        raise LookupError("there is no such line")
    return _account(vault, row)


def _account(vault: Vault, row: Any) -> LineAccount:
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
