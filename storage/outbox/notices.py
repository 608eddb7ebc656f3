"""Notices as rows: sealed content, a random token for their buttons."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.notices import Notice
from alerts.work.mail import Asked
from storage.core.core_tables import notice as notices
from storage.core.ids import new_id
from storage.core.outbox_tables import NoticeRow
from storage.encryption.vault import Vault
from storage.outbox import holders_codec
from storage.outbox.notice_codec import dump, load

TOKEN_BYTES = 9
"""72 random bits in 12 characters: no guessing, and room for the action in Telegram's 64 bytes."""

_ADD = insert(notices)  # Made once: nearly every message needs it.


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
        row = await self._session.get(NoticeRow, notice_id)
        return _queued(row) if row is not None else None

    async def rewrite(self, notice_id: int, notice: Notice, *, major: bool) -> QueuedNotice | None:
        """Give a card new content, where it is new; return it, None where it was purged."""
        row = await self._session.get(NoticeRow, notice_id)
        content = dump(notice)
        if row is None or row.content is None:
            return None
        if self._open(row) != content:
            row.content = self._vault.seal_json("notice", "content", row.id, content)
            row.version += 1
            row.major += int(major)
            row.asks = bool(notice.choices)
            row.lane = min(row.lane, int(notice.lane))
            self._session.add(row)
            await self._session.flush()
        return _queued(row)

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

    def _open(self, row: Any) -> Any:
        return self._vault.open_json("notice", "content", row.id, row.content or b"")


def _queued(row: NoticeRow) -> QueuedNotice:
    return QueuedNotice(id=row.id, lane=row.lane, expires_at=row.expires_at)
