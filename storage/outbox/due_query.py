"""The statement that finds what is due, in the order of sending: one form for each set of chats that are closed."""

from enum import Enum
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Select, and_, bindparam, case, exists, literal_column, or_, select, type_coerce

from alerts.notices import Kind, Lane
from storage.core import core_tables as t
from storage.outbox.due_row import DueRow, WhyNotSent

IN_ORDER_TRIES = 5
"""A message that failed more often no longer keeps later ones of its lane waiting."""

ENDS_WITH_SUBJECT = frozenset({Kind.ALERT, Kind.ASK, Kind.UPDATE, Kind.CORRECTION, Kind.REMINDER})
"""Nobody is sent to what is over: a try that failed before the closing is not made again after it."""

_QUEUES = 100
"""Forms of the queue's statement that are kept: they differ by how many are wanted, and what is closed."""
_earlier = t.delivery.alias("earlier")
_parent = t.subject.alias("parent")


# Built once: to build a statement takes longer than SQLite needs for it.
LINE: Any = bindparam("line")
_NOW: Any = bindparam("now")
_ANSWERS: Any = or_(t.delivery.c.lane == Lane.REPLY.value, t.delivery.c.lane == Lane.ANYBODY.value)
_PROMPTED: Any = and_(_ANSWERS, t.contact.c.heard_at > bindparam("prompted_after"))


class QueuePart(Enum):
    """Which of what is due: the line's pace holds back direct messages that answer nobody, answers anybody in part."""

    ALL = "all"
    FREE = "free"
    HELD = "held"
    BEHIND = "behind"
    """What stands behind the answers to anybody."""


@lru_cache(_QUEUES)
def due_query(
    busy_contacts: bool, busy_groups: bool, leads_wait: bool, major_only: bool, part: QueuePart, limit: int
) -> Select[Any]:
    """Query what is due, in the order of sending, without the chats that their own pace closes just now."""
    d, n, c, p, g = t.delivery, t.notice, t.contact, t.person, t.group_chat
    joined = (
        d.join(n, n.c.id == d.c.notice_id)
        .outerjoin(t.subject, t.subject.c.id == n.c.subject_id)
        .outerjoin(_parent, _parent.c.id == t.subject.c.merged_into_id)
        .outerjoin(c, c.c.id == d.c.contact_id)
        .outerjoin(p, p.c.id == c.c.person_id)
        .outerjoin(g, g.c.id == d.c.group_id)
    )
    columns = {
        **{column.name: column for table in (d, n, c, p) for column in table.c if column.name in DueRow._fields},
        **{column.name: column for column in d.c},
        "begun_at": type_coerce(d.c.begun_at, BigInteger),
        "sent_at": type_coerce(d.c.sent_at, BigInteger),
        "notice_expires_at": type_coerce(n.c.expires_at, BigInteger),
        "contact_address": c.c.address,
        "group_address": g.c.address,
        "prompted": _PROMPTED,
        "idle": _idle(major_only),
    }
    wanted = (
        select(*(columns[name].label(name) for name in DueRow._fields))
        .select_from(joined)
        .where(d.c.state == "queued", d.c.line_id == LINE, d.c.due_at <= _NOW, ~_has_to_wait())
        .order_by(d.c.lane, d.c.post_first, d.c.id)
        # Written out: SQLite makes its plan anew each time where the limit is a parameter.
        .limit(literal_column(str(limit)))
        .offset(literal_column("0"))
    )
    if busy_contacts:
        open_ = d.c.contact_id.not_in(bindparam("busy_contacts", expanding=True))
        wanted = wanted.where(or_(d.c.contact_id.is_(None), open_))
    if busy_groups:
        wanted = wanted.where(
            or_(d.c.group_id.is_(None), d.c.group_id.not_in(bindparam("busy_groups", expanding=True)))
        )
    if leads_wait:
        elsewhere = d.c.contact_id.not_in(bindparam("leads_wait", expanding=True))
        wanted = wanted.where(or_(d.c.lane != Lane.LEAD.value, d.c.contact_id.is_(None), elsewhere))
    if part is QueuePart.ALL:
        return wanted
    if part is QueuePart.BEHIND:
        return wanted.where(d.c.lane > Lane.ANYBODY.value)
    free = or_(d.c.group_id.is_not(None), _PROMPTED)
    if part is QueuePart.FREE:
        return wanted.where(free)
    return wanted.where(~free, d.c.contact_id.not_in(bindparam("taken", expanding=True)))


def _idle(major_only: bool) -> Any:
    """Say in SQL why a row that is due is not sent; NULL where it is."""
    d, n = t.delivery.c, t.notice.c
    # Not IN: a list is written out anew for each execution.
    ending = or_(*(n.kind == kind.value for kind in sorted(ENDS_WITH_SUBJECT)))
    pointless = or_(n.content.is_(None), and_(or_(_subject_is_over(), t.person.c.stopped_at.is_not(None)), ending))
    known = d.shown >= n.version
    seen = and_(d.ref.is_not(None), or_(known, d.shown_major >= n.major) if major_only else known)
    early = and_(d.ref.is_not(None), d.sent_at > bindparam("shown_before"))
    whys = (
        (d.expires_at <= _NOW, WhyNotSent.LAPSED),
        (pointless, WhyNotSent.POINTLESS),
        (seen, WhyNotSent.SEEN),
        (early, WhyNotSent.EARLY),
    )
    return case(*((condition, why.value) for condition, why in whys))


def _subject_is_over() -> Any:
    """Say in SQL whether the subject is closed; one that was merged ends with the one that goes on."""
    own, parent = t.subject.c, _parent.c
    return own.closed_at.is_not(None) & (own.merged_into_id.is_(None) | parent.closed_at.is_not(None))


def _has_to_wait() -> Any:
    """Say in SQL whether another delivery to the same chat is on its way, or stands before this one."""
    d, e = t.delivery, _earlier
    # An edit stands behind every new message: a card's counts must not hold up the answer to a tap.
    new_first = and_(e.c.ref.is_(None), d.c.ref.is_not(None))
    alike = e.c.ref.is_(None) == d.c.ref.is_(None)
    before = or_(e.c.lane < d.c.lane, and_(e.c.lane == d.c.lane, or_(new_first, and_(alike, e.c.id < d.c.id))))
    # A first message that failed and is to be tried again keeps its place in its lane; an edit keeps none.
    trying = and_(e.c.ref.is_(None), e.c.attempts.between(1, IN_ORDER_TRIES), e.c.lane == d.c.lane)
    ahead = and_(e.c.state == "queued", before, or_(e.c.due_at <= _NOW, trying))
    same_chat = or_(e.c.contact_id == d.c.contact_id, e.c.group_id == d.c.group_id)
    return exists().where(same_chat, or_(e.c.state == "sending", ahead))
