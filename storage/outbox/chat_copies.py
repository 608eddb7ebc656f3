"""Messages in people's chats that are edited to "closed" or deleted: each becomes a delivery of the slowest lane."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import and_, case, exists, insert, literal, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.notices import Kind, Lane, Notice
from alerts.work.chat_copies import Cleared
from storage.core.core_tables import contact, delivery, line, notice, subject
from storage.core.moments import UtcMilliseconds
from storage.encryption.vault import Vault
from storage.outbox.claimed import SIGNAL_EDIT_AGE
from storage.outbox.deletions import TELEGRAM_DELETES, Deletable, delete_all
from storage.outbox.notices import SqlNotices
from storage.outbox.received_messages import forget_received

log = structlog.get_logger()

_EDITED = (Kind.ALERT, Kind.UPDATE, Kind.CORRECTION, Kind.ASK)
_STANDS = (Kind.ALERT, Kind.UPDATE, Kind.CORRECTION, Kind.CLOSED, Kind.DELETION)
"""Kinds that are not deleted for their age: they end with what they are about."""
_SIGNAL_EDITS = 9
_ROUND = 2_000
"""Messages that are deleted for their age in one transaction; the next round takes the rest."""
_COPIED = ("line_id", "contact_id", "group_id", "post_first", "ref", "first_ref", "begun_at", "edits")
_ZERO = ("attempts", "unsure", "shown", "shown_major")
_SHOWN = delivery.c.state.in_(("delivered", "unknown", "withdrawn")), delivery.c.ref.is_not(None)
_ON_SIGNAL = delivery.c.line_id.in_(select(line.c.id).where(line.c.transport == "signal"))


class SqlChatCopies:
    """What stands in people's chats, in the database (port: alerts/work/chat_copies.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault
        self._notices = SqlNotices(session, vault)

    async def close(self, subject_ids: Sequence[int], closed: Notice, now: datetime) -> Cleared:
        """See the port."""
        about = notice.c.subject_id.in_(list(subject_ids)), notice.c.kind.in_([kind.value for kind in _EDITED])
        rows = (await self._run(select(notice.c.id, notice.c.reader).where(*about))).all()
        cleared = Cleared()
        for row in rows:
            one = await self._close(row.id, replace(closed, reader=row.reader), _on_its_way(subject_ids), now)
            cleared = _sum(cleared, one)
        return _logged("closed", cleared)

    async def _close(self, notice_id: int, closed: Notice, on_its_way: Any, now: datetime) -> Cleared:
        here = delivery.c.notice_id == notice_id, delivery.c.cleared_at.is_(None), *_SHOWN
        young = or_(~_ON_SIGNAL, and_(delivery.c.begun_at > now - SIGNAL_EDIT_AGE, delivery.c.edits < _SIGNAL_EDITS))
        waiting = (await self._run(select(delivery.c.id).where(*here, on_its_way))).all()
        too_old = await self._mark(now, *here, ~young)
        if not (await self._run(select(delivery.c.id).where(*here, young, ~on_its_way).limit(1))).first():
            return Cleared(waiting=len(waiting), too_old=too_old)
        row = await self._notices.add(replace(closed, kind=Kind.CLOSED, lane=Lane.CLEANUP), now)
        values: dict[str, Any] = {
            "notice_id": literal(row.id, delivery.c.notice_id.type),
            "lane": literal(row.lane),
            "state": literal("queued"),
            "due_at": literal(now, UtcMilliseconds),
            "repeat": literal(False),
            **{name: literal(0) for name in _ZERO},
            **{name: delivery.c[name] for name in _COPIED},
        }
        copying = select(*values.values()).where(*here, young, ~on_its_way)
        queued = (await self._run(insert(delivery).from_select(list(values), copying))).rowcount
        await self._mark(now, *here, young, ~on_its_way)
        return Cleared(queued=queued, waiting=len(waiting), too_old=too_old)

    async def _mark(self, now: datetime, *which: Any) -> int:
        return int((await self._run(update(delivery).where(*which).values(cleared_at=now))).rowcount)

    async def delete_told(
        self, subject_ids: Sequence[int], person_ids: Collection[int], before: datetime, now: datetime
    ) -> Cleared:
        """See the port."""
        kinds = [kind.value for kind in (Kind.REPLY, Kind.REMINDER)]
        young = delivery.c.begun_at > case(
            (_ON_SIGNAL, literal(now - SIGNAL_EDIT_AGE, UtcMilliseconds)),
            else_=literal(now - TELEGRAM_DELETES, UtcMilliseconds),
        )
        which = (
            notice.c.subject_id.in_(list(subject_ids)),
            notice.c.kind.in_(kinds),
            notice.c.created_at < before,
            contact.c.person_id.in_(sorted(person_ids)),
            ~_on_its_way(subject_ids),
            young,
        )
        cleared = await delete_all(self._session, self._notices, await self._deletable(*which), now)
        return _logged("told", cleared)

    async def delete_old(self, before: datetime, held: Collection[int], now: datetime) -> Cleared:
        """See the port."""
        kept = [kind.value for kind in _STANDS]
        which = (
            ~_ON_SIGNAL,
            delivery.c.begun_at <= before,
            notice.c.created_at <= before,
            notice.c.kind.not_in(kept),
            or_(notice.c.internal, notice.c.subject_id.is_not(None)),
            or_(notice.c.subject_id.is_(None), notice.c.subject_id.not_in(sorted(held))),
        )
        found = await self._deletable(*which)
        await self._show_anew(which, now)
        return _logged("old", await delete_all(self._session, self._notices, found, now))

    async def _show_anew(self, which: Sequence[Any], now: datetime) -> None:
        """Let the cards among these that are of something open be sent once more: what is deleted is the old one."""
        cards = (
            select(delivery.c.id)
            .join(notice, notice.c.id == delivery.c.notice_id)
            .join(subject, subject.c.id == notice.c.subject_id)
            .where(
                *which,
                notice.c.kind == Kind.CARD.value,
                subject.c.closed_at.is_(None),
                notice.c.content.is_not(None),
                delivery.c.state == "delivered",
            )
        )
        fresh = {"state": "queued", "shown": 0, "shown_major": 0, "edits": 0, "due_at": now}
        await self._run(update(delivery).where(delivery.c.id.in_(cards)).values(**fresh))

    async def _deletable(self, *which: Any) -> list[Deletable]:
        """Return the messages in private chats of which this is true, the oldest first, so many at most."""
        columns = delivery.c.id, delivery.c.line_id, delivery.c.contact_id, delivery.c.ref, delivery.c.begun_at
        asking = (
            select(*columns, line.c.transport)
            .join(notice, notice.c.id == delivery.c.notice_id)
            .join(contact, contact.c.id == delivery.c.contact_id)
            .join(line, line.c.id == delivery.c.line_id)
            .where(delivery.c.ref.is_not(None), delivery.c.state.not_in(("queued", "sending")), *which)
            .order_by(delivery.c.id)
            .limit(_ROUND)
        )
        return [
            Deletable(
                line_id=row.line_id,
                contact_id=row.contact_id,
                ref=row.ref,
                begun_at=row.begun_at,
                batched=row.transport != "signal",
                delivery_id=row.id,
            )
            for row in await self._run(asking)
        ]

    async def delete_received(self, before: datetime, held: Collection[int], now: datetime) -> Cleared:
        """See the port."""
        found, too_old = await forget_received(self._session, self._vault, before, held, now)
        cleared = await delete_all(self._session, self._notices, found, now)
        return _logged("received", _sum(cleared, Cleared(too_old=too_old)))

    async def _run(self, statement: Any) -> Any:
        return await (await self._session.connection()).execute(statement)


def _on_its_way(subject_ids: Sequence[int]) -> Any:
    """Say in SQL whether something about these is still on its way to the same chat: its end, above all."""
    other, said = delivery.alias("other"), notice.alias("said")
    return exists().where(
        said.c.id == other.c.notice_id,
        said.c.subject_id.in_(list(subject_ids)),
        said.c.kind != Kind.CARD.value,
        other.c.state.in_(("queued", "sending")),
        or_(other.c.contact_id == delivery.c.contact_id, other.c.group_id == delivery.c.group_id),
    )


def _logged(kind: str, cleared: Cleared) -> Cleared:
    """Count it in the log: what fails later the courier logs, each with why."""
    if cleared != Cleared():
        counts = {"queued": cleared.queued, "waiting": cleared.waiting, "skipped": cleared.too_old}
        log.info("chat_copies.cleared", kind=kind, **counts)
    return cleared


def _sum(one: Cleared, other: Cleared) -> Cleared:
    return Cleared(
        queued=one.queued + other.queued,
        waiting=one.waiting + other.waiting,
        too_old=one.too_old + other.too_old,
    )
