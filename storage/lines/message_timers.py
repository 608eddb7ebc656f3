"""Chats and groups on Signal in which messages do not vanish by themselves yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.notices import Lane
from storage.core.core_tables import contact, delivery, group_chat
from storage.encryption.vault import Vault


@dataclass(frozen=True, kw_only=True)
class UntimedChat:
    """A chat that has no timer of ours yet."""

    id: int
    """The contact's or the group's."""
    group: bool
    address: str


async def without_timer(
    session: AsyncSession, vault: Vault, line_id: int, quiet_since: datetime, most: int
) -> list[UntimedChat]:
    """Return the groups on this line without one, then so many people heard last before that moment (aware UTC)."""
    connection = await session.connection()
    groups = select(group_chat.c.id, group_chat.c.address).where(
        group_chat.c.line_id == line_id, group_chat.c.active, group_chat.c.timer_at.is_(None)
    )
    people = (
        select(contact.c.id, contact.c.address)
        .where(
            contact.c.line_id == line_id,
            contact.c.reachable,
            contact.c.timer_at.is_(None),
            contact.c.heard_at <= quiet_since,
        )
        .order_by(contact.c.heard_at.desc())
        .limit(most)
    )
    found = [
        UntimedChat(id=row.id, group=True, address=vault.open("group_chat", "address", row.id, row.address))
        for row in await connection.execute(groups)
    ]
    return found + [
        UntimedChat(id=row.id, group=False, address=vault.open("contact", "address", row.id, row.address))
        for row in await connection.execute(people)
    ]


async def set_timer(session: AsyncSession, chat: UntimedChat, now: datetime) -> None:
    """Remember that this chat has its timer, or takes none."""
    table = group_chat if chat.group else contact
    await (await session.connection()).execute(update(table).where(table.c.id == chat.id).values(timer_at=now))


async def has_work(session: AsyncSession, line_id: int, now: datetime) -> bool:
    """Say whether the line has anything to send that does not wait for all else."""
    due: Any = exists().where(
        delivery.c.state.in_(("queued", "sending")),
        delivery.c.line_id == line_id,
        delivery.c.lane < Lane.CLEANUP.value,
        delivery.c.due_at <= now,
    )
    return bool((await (await session.connection()).execute(select(due))).scalar_one())
