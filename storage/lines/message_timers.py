"""Chats and groups on Signal in which messages do not vanish by themselves yet."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, exists, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.notices import Lane
from storage.core.core_tables import contact, delivery, group_chat
from storage.encryption.vault import Vault

# Built once: every look at an idle line asks for these.
_GROUPS = select(group_chat.c.id, group_chat.c.address).where(
    group_chat.c.line_id == bindparam("line"), group_chat.c.active, group_chat.c.timer_at.is_(None)
)
_PEOPLE = (
    select(contact.c.id, contact.c.address)
    .where(
        contact.c.line_id == bindparam("line"),
        contact.c.reachable,
        contact.c.timer_at.is_(None),
        contact.c.heard_at <= bindparam("quiet_since"),
    )
    .order_by(contact.c.heard_at.desc())
    .limit(bindparam("most"))
)
_SET_TIMER_OF_GROUP, _SET_TIMER_OF_PERSON = (
    update(table).where(table.c.id == bindparam("which")).values(timer_at=bindparam("now"))
    for table in (group_chat, contact)
)
_HAS_WORK = select(
    exists().where(
        delivery.c.state.in_(("queued", "sending")),
        delivery.c.line_id == bindparam("line"),
        delivery.c.lane < Lane.CLEANUP.value,
        delivery.c.due_at <= bindparam("now"),
    )
)


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
    found = [
        UntimedChat(id=row.id, group=True, address=vault.open("group_chat", "address", row.id, row.address))
        for row in await connection.execute(_GROUPS, {"line": line_id})
    ]
    wanted = {"line": line_id, "quiet_since": quiet_since, "most": most}
    return found + [
        UntimedChat(id=row.id, group=False, address=vault.open("contact", "address", row.id, row.address))
        for row in await connection.execute(_PEOPLE, wanted)
    ]


async def set_timer(session: AsyncSession, chat: UntimedChat, now: datetime) -> None:
    """Remember that this chat has its timer, or takes none."""
    setting = _SET_TIMER_OF_GROUP if chat.group else _SET_TIMER_OF_PERSON
    await (await session.connection()).execute(setting, {"which": chat.id, "now": now})


async def has_work(session: AsyncSession, line_id: int, now: datetime) -> bool:
    """Say whether the line has anything to send that does not wait for all else."""
    return bool((await (await session.connection()).execute(_HAS_WORK, {"line": line_id, "now": now})).scalar_one())
