"""Who was told of a subject, or will be, and how its alert went so far."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.notices import Kind
from alerts.work.mail import Counts
from storage.core.core_tables import contact, delivery, notice, subject
from storage.core.moments import UtcMilliseconds
from storage.outbox.recipients import WILL_BE_TOLD, standing_alerts

_MAY_HAVE_IT = or_(delivery.c.state.in_(WILL_BE_TOLD), delivery.c.repeat)
# Built once: to build a statement takes longer than SQLite needs for it.
_TOLD_OF = (
    select(subject.c.id)
    .join(notice, notice.c.subject_id == subject.c.id)
    .join(delivery, delivery.c.notice_id == notice.c.id)
    .join(contact, contact.c.id == delivery.c.contact_id)
    .where(
        contact.c.person_id == bindparam("person"),
        notice.c.kind == Kind.ALERT.value,
        _MAY_HAVE_IT,
        or_(subject.c.closed_at.is_(None), subject.c.merged_into_id.is_not(None)),
    )
)
_TOLD_PERSONS = (
    select(contact.c.person_id)
    .join(delivery, delivery.c.contact_id == contact.c.id)
    .join(notice, notice.c.id == delivery.c.notice_id)
    .where(notice.c.id.in_(standing_alerts()), _MAY_HAVE_IT)
)
_direct: Any = delivery.c.contact_id.is_not(None)
_COUNTS = (
    select(_direct, delivery.c.state, delivery.c.repeat, func.count())
    .join(notice, notice.c.id == delivery.c.notice_id)
    .where(notice.c.subject_id.in_(bindparam("subjects", expanding=True)), notice.c.kind == Kind.ALERT.value)
    .group_by(_direct, delivery.c.state, delivery.c.repeat)
)
_COUNTS_SINCE = _COUNTS.where(notice.c.created_at >= bindparam("since", type_=UtcMilliseconds()))


async def told_persons(session: AsyncSession, subject_ids: Sequence[int]) -> frozenset[int]:
    """Return who was told of these subjects, and who will be."""
    rows = await (await session.connection()).execute(_TOLD_PERSONS, {"subjects": list(subject_ids)})
    return frozenset(rows.scalars())


async def told_of(session: AsyncSession, person_id: int) -> frozenset[int]:
    """Return the subjects of whose alert this person was told, or will be, that are open or were merged."""
    return frozenset((await (await session.connection()).execute(_TOLD_OF, {"person": person_id})).scalars())


async def counts(session: AsyncSession, subject_ids: Sequence[int], since: datetime | None) -> Counts:
    """Count how the alert went, so far; with `since` only what was made from then on."""
    given: dict[str, Any] = {"subjects": list(subject_ids)} | ({} if since is None else {"since": since})
    rows = await (await session.connection()).execute(_COUNTS if since is None else _COUNTS_SINCE, given)
    people = {"queued": 0, "delivered": 0, "unsure": 0, "unreachable": 0, "expired": 0}
    groups, all_groups = 0, 0
    for direct, state, repeat, number in rows:
        if not direct:
            groups += number if state == "delivered" else 0
            all_groups += number if state != "withdrawn" else 0
        elif (name := _column(state, repeat)) is not None:
            people[name] += number
    return Counts(groups=groups, all_groups=all_groups, **people)


def _column(state: str, repeat: bool) -> str | None:
    """Say under what a delivery is counted; None: it is not."""
    if state in ("queued", "sending"):
        return "unsure" if repeat else "queued"
    names = {"delivered": "delivered", "unknown": "unsure", "failed": "unreachable", "expired": "expired"}
    return names.get(state)
