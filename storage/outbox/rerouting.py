"""Somebody left one app: what could not reach them there goes to them on another, if they have one."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, exists, insert, literal, or_, select, update

from alerts.notices import Kind
from storage.core import core_tables as t
from storage.core.moments import UtcMilliseconds

MATTERS = (Kind.ASK, Kind.ALERT, Kind.UPDATE, Kind.CORRECTION, Kind.CLOSING)
"""What somebody must hear wherever they are; an answer belongs to the chat it was asked in."""


def reroute(connection: Connection, contact_id: int, now: datetime) -> int:
    """Queue what failed at this contact for its person's other contact, heard last; return how many messages."""
    own, other = t.contact.alias("own"), t.contact.alias("other")
    asking = (
        select(other.c.id, other.c.line_id)
        .join(own, own.c.person_id == other.c.person_id)
        .where(own.c.id == contact_id, other.c.id != contact_id, other.c.reachable)
        .order_by(other.c.heard_at.desc())
        .limit(1)
    )
    found = (connection.execute(asking)).first()
    if found is None:
        return 0
    columns = ("notice_id", "line_id", "contact_id", "lane", "post_first", "state", "due_at", "expires_at", "repeat")
    counters = ("attempts", "unsure", "shown", "shown_major", "edits")
    rows = _failed(contact_id, found.id, found.line_id, now, len(counters))
    result: Any = connection.execute(insert(t.delivery).from_select([*columns, *counters], rows))
    moved = t.delivery.alias("moved")
    again = exists().where(moved.c.notice_id == t.delivery.c.notice_id, moved.c.contact_id == found.id)
    # No failure any more: the person is asked elsewhere, and is counted there.
    given_up = update(t.delivery).where(t.delivery.c.contact_id == contact_id, t.delivery.c.state == "failed", again)
    connection.execute(given_up.values(state="withdrawn", failure="rerouted"))
    return int(result.rowcount)


def _failed(contact_id: int, other_id: int, line_id: int, now: datetime, counters: int) -> Any:
    d, n, s, there = t.delivery, t.notice, t.subject, t.delivery.alias("there")
    open_still = or_(s.c.closed_at.is_(None), n.c.kind == Kind.CLOSING.value)
    return (
        select(
            d.c.notice_id,
            literal(line_id),
            literal(other_id),
            d.c.lane,
            literal(1),
            literal("queued"),
            literal(now, UtcMilliseconds),
            d.c.expires_at,
            d.c.repeat,
            *(literal(0) for _ in range(counters)),
        )
        .join(n, n.c.id == d.c.notice_id)
        .join(s, s.c.id == n.c.subject_id)
        .where(
            d.c.contact_id == contact_id,
            d.c.state == "failed",
            n.c.kind.in_([kind.value for kind in MATTERS]),
            and_(n.c.content.is_not(None), open_still),
            or_(d.c.expires_at.is_(None), d.c.expires_at > now),
            ~exists().where(there.c.notice_id == d.c.notice_id, there.c.contact_id == other_id),
        )
    )
