"""Messages in people's chats that are edited to "closed" or deleted: each becomes a delivery of the slowest lane."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import zip_longest
from typing import Any

import structlog
from sqlalchemy import Select, and_, bindparam, case, exists, insert, literal, or_, select, update
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


def _on_its_way() -> Any:
    """Say in SQL whether something about `subjects` is still on its way to the same chat: its end, above all."""
    other, said = delivery.alias("other"), notice.alias("said")
    return exists().where(
        said.c.id == other.c.notice_id,
        said.c.subject_id.in_(bindparam("subjects", expanding=True)),
        said.c.kind != Kind.CARD.value,
        other.c.state.in_(("queued", "sending")),
        or_(other.c.contact_id == delivery.c.contact_id, other.c.group_id == delivery.c.group_id),
    )


# Built once, what ends with a subject: to build a statement takes longer than SQLite needs for it.
_NOW: Any = bindparam("now", type_=UtcMilliseconds())
_SINCE: Any = bindparam("since", type_=UtcMilliseconds())
_ABOUT = select(notice.c.id, notice.c.reader).where(
    notice.c.subject_id.in_(bindparam("subjects", expanding=True)),
    notice.c.kind.in_([kind.value for kind in _EDITED]),
)
_HERE = delivery.c.notice_id == bindparam("former"), delivery.c.cleared_at.is_(None), *_SHOWN
_YOUNG = or_(
    ~_ON_SIGNAL,
    and_(
        delivery.c.begun_at > _SINCE,
        delivery.c.edits < _SIGNAL_EDITS,
    ),
)
_WAITING = select(delivery.c.id).where(*_HERE, _on_its_way())
_TO_EDIT = *_HERE, _YOUNG, ~_on_its_way()
_ANY_TO_EDIT = select(delivery.c.id).where(*_TO_EDIT).limit(1)
_MARK_TOO_OLD = update(delivery).where(*_HERE, ~_YOUNG).values(cleared_at=_NOW)
_MARK_EDITED = update(delivery).where(*_TO_EDIT).values(cleared_at=_NOW)
_THEIRS = delivery.c.contact_id.in_(
    select(contact.c.id).where(contact.c.person_id.in_(bindparam("persons", expanding=True)))
)
_QUESTIONS = select(notice.c.id).where(
    notice.c.subject_id.in_(bindparam("subjects", expanding=True)), notice.c.kind == Kind.ASK.value
)
_THEIR_QUESTIONS = delivery.c.notice_id.in_(_QUESTIONS), _THEIRS, delivery.c.cleared_at.is_(None)
_WITHDRAW_QUESTIONS = update(delivery).where(*_THEIR_QUESTIONS, delivery.c.state == "queued").values(state="withdrawn")
_QUESTIONS_TO_EDIT = (
    select(delivery.c.id, delivery.c.contact_id).where(*_THEIR_QUESTIONS, *_SHOWN, _YOUNG).order_by(delivery.c.id)
)
_ONES = delivery.c.id.in_(bindparam("ones", expanding=True))
_MARK_ONES = update(delivery).where(_ONES).values(cleared_at=_NOW)
_CLOSING: dict[str, Any] = {
    "notice_id": bindparam("notice", type_=delivery.c.notice_id.type),
    "lane": literal(Lane.CLEANUP.value),
    "state": literal("queued"),
    "due_at": _NOW,
    "repeat": literal(False),
    **{name: literal(0) for name in _ZERO},
    **{name: delivery.c[name] for name in _COPIED},
}
_EDIT = insert(delivery).from_select(list(_CLOSING), select(*_CLOSING.values()).where(*_TO_EDIT))
_EDIT_ONES = insert(delivery).from_select(list(_CLOSING), select(*_CLOSING.values()).where(_ONES))


def _deletable(*which: Any) -> Select[Any]:
    """Query the messages in private chats of which this is true, the oldest first, so many at most."""
    columns = delivery.c.id, delivery.c.line_id, delivery.c.contact_id, delivery.c.ref, delivery.c.begun_at
    return (
        select(*columns, line.c.transport)
        .join(notice, notice.c.id == delivery.c.notice_id)
        .join(contact, contact.c.id == delivery.c.contact_id)
        .join(line, line.c.id == delivery.c.line_id)
        .where(delivery.c.ref.is_not(None), delivery.c.state.not_in(("queued", "sending")), *which)
        .order_by(delivery.c.id)
        .limit(_ROUND)
    )


_TOLD = _deletable(
    notice.c.subject_id.in_(bindparam("subjects", expanding=True)),
    notice.c.kind.in_([kind.value for kind in (Kind.REPLY, Kind.REMINDER)]),
    notice.c.created_at < bindparam("before", type_=UtcMilliseconds()),
    contact.c.person_id.in_(bindparam("persons", expanding=True)),
    ~_on_its_way(),
    delivery.c.begun_at > case((_ON_SIGNAL, _SINCE), else_=bindparam("since_on_telegram", type_=UtcMilliseconds())),
)


class SqlChatCopies:
    """What stands in people's chats, in the database (port: alerts/work/chat_copies.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault
        self._notices = SqlNotices(session, vault)

    async def close(self, subject_ids: Sequence[int], closed: Notice, now: datetime) -> Cleared:
        """See the port."""
        connection = await self._session.connection()
        subjects = list(subject_ids)
        cleared = Cleared()
        for row in (await connection.execute(_ABOUT, {"subjects": subjects})).all():
            one = await self._close(row.id, replace(closed, reader=row.reader), subjects, now)
            cleared = _sum(cleared, one)
        return _logged("closed", cleared)

    async def _close(self, notice_id: int, closed: Notice, subject_ids: list[int], now: datetime) -> Cleared:
        connection = await self._session.connection()
        given = {"former": notice_id, "subjects": subject_ids, "since": now - SIGNAL_EDIT_AGE, "now": now}
        waiting = (await connection.execute(_WAITING, given)).all()
        too_old = (await connection.execute(_MARK_TOO_OLD, given)).rowcount
        if not (await connection.execute(_ANY_TO_EDIT, given)).first():
            return Cleared(waiting=len(waiting), too_old=too_old)
        row = await self._notices.add(replace(closed, kind=Kind.CLOSED, lane=Lane.CLEANUP), now)
        queued = (await connection.execute(_EDIT, given | {"notice": row.id})).rowcount
        await connection.execute(_MARK_EDITED, given)
        return Cleared(queued=queued, waiting=len(waiting), too_old=too_old)

    async def close_questions(
        self, subject_ids: Sequence[int], person_ids: Collection[int], closed: Notice, now: datetime
    ) -> Cleared:
        """See the port."""
        connection = await self._session.connection()
        given = {"subjects": list(subject_ids), "persons": sorted(person_ids), "now": now}
        given["since"] = now - SIGNAL_EDIT_AGE
        await connection.execute(_WITHDRAW_QUESTIONS, given)
        chats: dict[int, list[int]] = defaultdict(list)
        for found in (await connection.execute(_QUESTIONS_TO_EDIT, given)).all():
            chats[found.contact_id].append(found.id)
        # A notice has one delivery in each chat: who was asked more than once needs more notices.
        for ones in zip_longest(*chats.values()):
            row = await self._notices.add(replace(closed, kind=Kind.CLOSED, lane=Lane.CLEANUP), now)
            here = {"ones": [one for one in ones if one is not None], "notice": row.id, "now": now}
            await connection.execute(_EDIT_ONES, here)
            await connection.execute(_MARK_ONES, here)
        return _logged("questions", Cleared(queued=sum(map(len, chats.values()))))

    async def delete_told(
        self, subject_ids: Sequence[int], person_ids: Collection[int], before: datetime, now: datetime
    ) -> Cleared:
        """See the port."""
        given = {
            "subjects": list(subject_ids),
            "persons": sorted(person_ids),
            "before": before,
            "since": now - SIGNAL_EDIT_AGE,
            "since_on_telegram": now - TELEGRAM_DELETES,
        }
        found = await self._found(_TOLD, given)
        cleared = await delete_all(self._session, self._notices, found, now)
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
        found = await self._found(_deletable(*which), {})
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
        anew = update(delivery).where(delivery.c.id.in_(cards)).values(**fresh)
        await (await self._session.connection()).execute(anew)

    async def _found(self, asking: Select[Any], given: dict[str, Any]) -> list[Deletable]:
        return [
            Deletable(
                line_id=row.line_id,
                contact_id=row.contact_id,
                ref=row.ref,
                begun_at=row.begun_at,
                batched=row.transport != "signal",
                delivery_id=row.id,
            )
            for row in await (await self._session.connection()).execute(asking, given)
        ]

    async def delete_received(self, before: datetime, held: Collection[int], now: datetime) -> Cleared:
        """See the port."""
        found, too_old = await forget_received(self._session, self._vault, before, held, now)
        cleared = await delete_all(self._session, self._notices, found, now)
        return _logged("received", _sum(cleared, Cleared(too_old=too_old)))


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
