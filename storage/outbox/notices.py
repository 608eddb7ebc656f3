"""Notices as rows: sealed content, a random token for their buttons."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import LargeBinary, Row, bindparam, insert, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.notices import Notice
from alerts.work.mail import Asked
from storage.core.core_tables import notice as notices
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.outbox import holders_codec
from storage.outbox.notice_codec import dump, load

TOKEN_BYTES = 9
"""72 random bits in 12 characters: no guessing, and room for the action in Telegram's 64 bytes."""

# Built once: nearly every message needs one of these.
_ADD = insert(notices)
_OF_ID = select(notices).where(notices.c.id == bindparam("notice"))
_REWRITE = (
    update(notices)
    .where(notices.c.id == bindparam("notice"))
    .values(
        content=bindparam("new_content", type_=LargeBinary),
        version=notices.c.version + 1,
        major=notices.c.major + bindparam("more", type_=notices.c.major.type),
        asks=bindparam("asks_now", type_=notices.c.asks.type),
        lane=bindparam("new_lane", type_=notices.c.lane.type),
    )
)


@dataclass(frozen=True, kw_only=True)
class QueuedNotice:
    """What the deliveries of a notice take from it."""

    id: int
    lane: int
    expires_at: datetime | None


class SqlNotices:
    """Notices in the database, sealed: what mail.py keeps, revises and finds them with."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def add(self, notice: Notice, now: datetime) -> QueuedNotice:
        """Keep a new notice."""
        notice_id = new_id()
        values = {
            "id": notice_id,
            "token": secrets.token_urlsafe(TOKEN_BYTES),
            "kind": notice.kind.value,
            "lane": int(notice.lane),
            "subject_id": notice.subject_id,
            "version": 1,
            "major": 1,
            "content": self._vault.seal_json("notice", "content", notice_id, dump(notice)),
            "refers": notice.refers,
            "reader": notice.reader,
            "asks": bool(notice.choices),
            "internal": notice.internal,
            "only_for": holders_codec.dump(notice.only_for),
            "created_at": now,
            "expires_at": notice.expires_at,
        }
        await (await self._session.connection()).execute(_ADD, values)
        return QueuedNotice(id=notice_id, lane=int(notice.lane), expires_at=notice.expires_at)

    async def get(self, notice_id: int) -> QueuedNotice | None:
        """Return what its deliveries take from a notice; None where there is none of that id."""
        row = await self._of_id(notice_id)
        return _queued(row, row.lane) if row is not None else None

    async def rewrite(self, notice_id: int, notice: Notice, *, major: bool) -> QueuedNotice | None:
        """Give a card new content, where it is new; return it, None where it was purged."""
        row = await self._of_id(notice_id)
        content = dump(notice)
        if row is None or row.content is None:
            return None
        if self._open(row) == content:
            return _queued(row, row.lane)
        values = {
            "notice": notice_id,
            "new_content": self._vault.seal_json("notice", "content", notice_id, content),
            "more": int(major),
            "asks_now": bool(notice.choices),
            "new_lane": min(row.lane, int(notice.lane)),
        }
        await (await self._session.connection()).execute(_REWRITE, values)
        return _queued(row, values["new_lane"])

    def asked(self, row: Any) -> Asked | None:
        """Make the notice again, for a tap on it; None where it is purged."""
        if row is None or row.content is None:
            return None
        notice = load(
            self._open(row),
            kind=row.kind,
            lane=row.lane,
            subject_id=row.subject_id,
            expires_at=row.expires_at,
            refers=row.refers,
            internal=row.internal,
        )
        return Asked(notice_id=row.id, notice=notice)

    async def _of_id(self, notice_id: int) -> Row[Any] | None:
        return (await (await self._session.connection()).execute(_OF_ID, {"notice": notice_id})).first()

    def _open(self, row: Any) -> Any:
        return self._vault.open_json("notice", "content", row.id, row.content or b"")


def _queued(row: Any, lane: int) -> QueuedNotice:
    return QueuedNotice(id=row.id, lane=lane, expires_at=row.expires_at)
