"""Notices are queued: for everybody whom a query finds by one INSERT..SELECT, or in groups."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Insert, Select, bindparam, case, literal, select
from sqlalchemy import insert as sql_insert
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.notices import Lane
from alerts.people.person import VERIFIED
from storage.core.core_tables import contact, delivery, grant
from storage.core.moments import UtcMilliseconds
from storage.outbox.notices import QueuedNotice
from storage.outbox.recipients import Recipients

_COUNTS = ("attempts", "unsure", "shown", "shown_major", "edits")
"""Counters of a delivery: a fresh one has them all at nought."""
_LANE = bindparam("lane", type_=delivery.c.lane.type)


async def insert(session: AsyncSession, row: QueuedNotice, whom: Recipients, now: datetime) -> int:
    """Queue the notice for everybody the query finds; return how many they are."""
    return await _queue(session, _inserting(whom.query, row.lane == Lane.REPLY), row, now, **whom.values)


async def insert_contacts(session: AsyncSession, row: QueuedNotice, contact_ids: Sequence[int], now: datetime) -> None:
    """Queue the notice for these contacts."""
    statement = _ANSWER_CONTACTS if row.lane == Lane.REPLY else _TO_CONTACTS
    await _queue(session, statement, row, now, contacts=list(contact_ids))


async def insert_in_groups(session: AsyncSession, row: QueuedNotice, groups: Collection[Any], now: datetime) -> int:
    """Queue the notice once for each of these groups, rows of (id, line_id); return how many they are."""
    rows = [
        {
            "notice_id": row.id,
            "line_id": group.line_id,
            "group_id": group.id,
            "lane": row.lane,
            "post_first": 0,
            "state": "queued",
            "due_at": now,
            "expires_at": row.expires_at,
            **dict.fromkeys(_COUNTS, 0),
            "repeat": False,
        }
        for group in groups
    ]
    if rows:
        await (await session.connection()).execute(_IN_GROUPS, rows)
    return len(rows)


async def _queue(session: AsyncSession, statement: Insert, row: QueuedNotice, now: datetime, **whom: Any) -> int:
    given = {"notice": row.id, "lane": row.lane, "now": now, "expires_at": row.expires_at, **whom}
    inserted = await (await session.connection()).execute(statement, given)
    return inserted.rowcount


@cache
def _inserting(whom: Select[Any], answers: bool) -> Insert:
    """Make the statement for one of the few queries of recipients.py. `answers`: it is said to who asked."""
    found = whom.subquery()
    return _queued_for(found, _answering_lane(found) if answers else _LANE)


def _answering_lane(found: FromClause) -> ColumnElement[int]:
    """Say in SQL in which lane each of these contacts is answered: who is vouched for goes before anybody else."""
    vouched = (
        select(grant.c.id)
        .join(contact, contact.c.person_id == grant.c.person_id)
        .where(contact.c.id == found.c.contact_id, grant.c.role.in_([role.value for role in sorted(VERIFIED)]))
        .correlate(found)
    )
    return case((vouched.exists(), _LANE), else_=literal(Lane.ANYBODY.value, delivery.c.lane.type))


def _queued_for(found: FromClause, lane: ColumnElement[int] = _LANE) -> Insert:
    """Queue a notice for each (contact, line) of these; its values are still to be given."""
    values = {
        "notice_id": bindparam("notice", type_=delivery.c.notice_id.type),
        "line_id": found.c.line_id,
        "contact_id": found.c.contact_id,
        "lane": lane,
        "post_first": literal(1),
        "state": literal("queued"),
        "due_at": bindparam("now", type_=UtcMilliseconds()),
        "expires_at": bindparam("expires_at", type_=UtcMilliseconds()),
        **{count: literal(0) for count in _COUNTS},
        "repeat": literal(False),
    }
    return sql_insert(delivery).from_select(list(values), select(*values.values()))


# Built once: nearly every message that is answered needs it.
_contacts = (
    select(contact.c.id.label("contact_id"), contact.c.line_id)
    .where(contact.c.id.in_(bindparam("contacts", expanding=True)))
    .subquery()
)
_TO_CONTACTS = _queued_for(_contacts)
_ANSWER_CONTACTS = _queued_for(_contacts, _answering_lane(_contacts))
_IN_GROUPS = sql_insert(delivery)
