"""Notices that a contact was sent, as an answer finds them again: by a tap, a number, a quoted message."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.notices import Kind
from storage.core.core_tables import delivery, notice, question, subject
from storage.core.moments import UtcMilliseconds

_THEIRS = delivery.c.contact_id == bindparam("contact")
_SENT = select(notice).join(delivery, delivery.c.notice_id == notice.c.id)
# Built once: nearly every message asks for one of these.
_TAPPED = _SENT.where(notice.c.token == bindparam("token"), _THEIRS)
_NUMBERED = (
    select(question.c.action, notice)
    .join(notice, notice.c.id == question.c.notice_id)
    .where(question.c.contact_id == bindparam("contact"), question.c.number == bindparam("number"))
    .order_by(question.c.id.desc())
    .limit(1)
)
_QUOTED = _SENT.where(
    _THEIRS,
    notice.c.kind != Kind.CLOSED.value,
    or_(delivery.c.ref == bindparam("ref"), delivery.c.first_ref == bindparam("ref")),
)
_LATEST = (
    _SENT.where(
        _THEIRS,
        delivery.c.sent_at >= bindparam("since", type_=UtcMilliseconds()),
        delivery.c.ref.is_not(None),
        notice.c.asks,
    )
    .order_by(delivery.c.sent_at.desc(), delivery.c.id.desc())
    .limit(1)
)
_OPEN = (
    _SENT.join(subject, subject.c.id == notice.c.subject_id)
    .where(
        _THEIRS,
        delivery.c.sent_at >= bindparam("since", type_=UtcMilliseconds()),
        delivery.c.ref.is_not(None),
        notice.c.asks,
        subject.c.closed_at.is_(None),
        subject.c.merged_into_id.is_(None),
    )
    .order_by(delivery.c.sent_at.desc(), delivery.c.id.desc())
    .limit(20)
)
"""Twenty: whoever has more open questions is asked back about the last ones."""
_WITH_ID = _SENT.where(notice.c.id == bindparam("which"), _THEIRS)


async def tapped(session: AsyncSession, token: str, contact_id: int) -> Any:
    """Return the notice of a button, if it was sent to this contact; else None."""
    return await _first(session, _TAPPED, token=token, contact=contact_id)


async def numbered(session: AsyncSession, contact_id: int, number: int) -> Any:
    """Return the notice and action of the newest question of theirs that had this number; None: none had."""
    return await _first(session, _NUMBERED, contact=contact_id, number=number)


async def quoted(session: AsyncSession, contact_id: int, ref: str) -> Any:
    """Return the notice behind a message in their chat; None where there is none, or it is an edit to "closed"."""
    return await _first(session, _QUOTED, contact=contact_id, ref=ref)


async def latest(session: AsyncSession, contact_id: int, since: datetime) -> Any:
    """Return the newest notice with choices that this contact was sent since then; None: there is none."""
    return await _first(session, _LATEST, contact=contact_id, since=since)


async def open_(session: AsyncSession, contact_id: int, since: datetime) -> list[Any]:
    """Return the last notices with choices about what is not over that this contact was sent since then."""
    given = {"contact": contact_id, "since": since}
    return list(await (await session.connection()).execute(_OPEN, given))


async def sent(session: AsyncSession, notice_id: int, contact_id: int) -> Any:
    """Return this notice, if it was sent to this contact; else None."""
    return await _first(session, _WITH_ID, which=notice_id, contact=contact_id)


async def _first(session: AsyncSession, asking: Any, **values: Any) -> Any:
    return (await (await session.connection()).execute(asking, values)).first()
