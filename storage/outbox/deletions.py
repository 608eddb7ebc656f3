"""Deliveries that delete: of one chat as many messages in one as the platform takes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import bindparam, insert, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.notices import Kind, Lane, Notice
from alerts.work.chat_copies import Cleared
from storage.core.core_tables import delivery
from storage.core.moments import UtcMilliseconds
from storage.outbox.notices import SqlNotices

TELEGRAM_DELETES = timedelta(hours=47, minutes=45)
"""Telegram lets a bot delete for 48 hours; what is left is for waiting its turn."""
T = TypeVar("T")
_AT_ONCE = 100
"""Messages in one call (Bot API, deleteMessages)."""
_IDS = 500
# Built once: to build a statement takes longer than SQLite needs for it.
_ADD = insert(delivery)
_FORGET_REFS = (
    update(delivery)
    .where(delivery.c.id.in_(bindparam("those", expanding=True)))
    .values(ref=None, first_ref=None, cleared_at=bindparam("now", type_=UtcMilliseconds()))
)


@dataclass(frozen=True, kw_only=True)
class Deletable:
    """A message in a private chat that is to be deleted."""

    line_id: int
    contact_id: int
    ref: str
    begun_at: datetime
    """When it was sent (aware UTC)."""
    batched: bool
    """The platform deletes several in one call."""
    delivery_id: int | None = None
    """Of what we sent."""


async def delete_all(session: AsyncSession, notices: SqlNotices, found: Sequence[Deletable], now: datetime) -> Cleared:
    """Queue their deletion; from now on we know none of our own by its ref any more."""
    too_old = [one for one in found if one.batched and one.begun_at <= now - TELEGRAM_DELETES]
    chats: dict[tuple[int, int, bool], list[Deletable]] = defaultdict(list)
    for one in found:
        if one not in too_old:
            chats[one.line_id, one.contact_id, one.batched].append(one)
    calls = {chat: _parts(messages, _AT_ONCE if chat[2] else 1) for chat, messages in chats.items()}
    connection = await session.connection()
    for turn in range(max(map(len, calls.values()), default=0)):
        # A notice has one delivery in each chat: a chat with more calls needs more notices.
        row = await notices.add(Notice(parts=(), kind=Kind.DELETION, lane=Lane.CLEANUP), now)
        rows = [_row(row.id, some[turn], now) for some in calls.values() if turn < len(some)]
        await connection.execute(_ADD, rows)
    ids = [one.delivery_id for one in found if one.delivery_id is not None]
    for some in _parts(ids, _IDS):
        await connection.execute(_FORGET_REFS, {"those": some, "now": now})
    return Cleared(queued=len(found) - len(too_old), too_old=len(too_old))


def _parts(all_: Sequence[T], most: int) -> list[Sequence[T]]:
    return [all_[start : start + most] for start in range(0, len(all_), most)]


def _row(notice_id: int, messages: Sequence[Deletable], now: datetime) -> dict[str, Any]:
    first = messages[0]
    return {
        "notice_id": notice_id,
        "line_id": first.line_id,
        "contact_id": first.contact_id,
        "lane": int(Lane.CLEANUP),
        "post_first": 1,
        "state": "queued",
        "due_at": now,
        "ref": ",".join(dict.fromkeys(one.ref for one in messages)),
        "begun_at": min(one.begun_at for one in messages),
        "repeat": False,
        "attempts": 0,
        "unsure": 0,
        "shown": 0,
        "shown_major": 0,
        "edits": 0,
    }
