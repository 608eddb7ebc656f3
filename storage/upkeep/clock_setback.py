"""A clock that stood ahead and was set back: what it left in the future is put right, once, at the next start."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Connection, case, func, literal, select, type_coerce, update

from storage.core import core_tables as t
from storage.core.moments import UtcMilliseconds

_PURGE = "purge incident"
_OPEN = ("queued", "sending")
_HAPPENED = (
    t.inbox.c.received_at,
    t.inbox.c.sent_at,
    t.delivery.c.begun_at,
    t.delivery.c.sent_at,
    t.deadline.c.fired_at,
    t.notice.c.created_at,
    t.line.c.heard_at,
    t.person.c.seen_at,
    t.contact.c.heard_at,
    t.step.c.since,
    t.incident.c.opened_at,
    t.incident.c.observed_at,
    t.incident.c.held_at,
    t.incident.c.confirmed_at,
    t.report.c.received_at,
    t.verification.c.asked_at,
    t.answer.c.at,
    t.envelope.c.received_at,
    t.receiver.c.since,
    t.receiver.c.seen_at,
    t.receiver.c.posted_at,
)
"""Nothing of this can lie in the future. Brought to now, it does not say a second time that the clock was wrong."""


def newest_moment(connection: Connection) -> datetime | None:
    """The newest thing that is known to have happened: no clock that is right stands before it."""
    known = (t.inbox.c.received_at, t.delivery.c.sent_at, t.deadline.c.fired_at)
    moments = [connection.execute(select(func.max(column))).scalar_one() for column in known]
    return max((moment for moment in moments if moment is not None), default=None)


def put_right(connection: Connection, now: datetime, ahead: timedelta, *, kept: timedelta) -> None:
    """The clock stood so much ahead. `kept`: for how long an incident is kept at most.

    What waits is due by so much sooner. Only a purge is not: an incident of before the error would go too early, and
    one that is purged is never alerted. What the wrong clock let expire later expires at its proper moment.
    """
    _unwait(connection, now, ahead, kept)
    _expire(connection, now, ahead)
    for column in _HAPPENED:
        connection.execute(update(column.table).where(column > now).values({column.name: now}))


def _unwait(connection: Connection, now: datetime, ahead: timedelta, kept: timedelta) -> None:
    due_at, kind = t.deadline.c.due_at, t.deadline.c.kind
    longest = literal(now + kept, UtcMilliseconds())
    purge = case((due_at > longest, longest), else_=due_at)
    moved = case((kind == _PURGE, type_coerce(purge, BigInteger)), else_=_sooner(due_at, ahead))
    connection.execute(update(t.deadline).where(t.deadline.c.state == "pending").values(due_at=moved))
    for column, waits in (
        (t.inbox.c.due_at, t.inbox.c.state == "waiting"),
        (t.delivery.c.due_at, t.delivery.c.state.in_(_OPEN)),
        (t.line.c.paused_until, t.line.c.paused_until.is_not(None)),
    ):
        later = update(column.table).where(waits, column > now)
        connection.execute(later.values({column.name: _sooner(column, ahead)}))


def _expire(connection: Connection, now: datetime, ahead: timedelta) -> None:
    """Of what was made by the wrong clock."""
    made = select(t.notice.c.id).where(t.notice.c.created_at > now)
    for table, wrong in (
        (t.delivery, t.delivery.c.notice_id.in_(made)),
        (t.notice, t.notice.c.created_at > now),
        (t.incident, t.incident.c.confirmed_at > now),
    ):
        expires_at = table.c.expires_at
        connection.execute(
            update(table).where(wrong, expires_at.is_not(None)).values(expires_at=_sooner(expires_at, ahead))
        )


def _sooner(column: Any, ahead: timedelta) -> Any:
    return type_coerce(column, BigInteger) - ahead // timedelta(milliseconds=1)
