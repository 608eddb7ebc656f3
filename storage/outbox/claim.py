r"""The outbox as the courier uses it: what is due is claimed, what an earlier run left is found again.

One delivery's way:

    queued --claim--> sending --record--> delivered | failed | unknown
      ^  \--past its moment--> expired      |
      \-------- try again, shown anew ------/
"""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
    type_coerce,
    update,
)

from alerts.notices import Kind, Lane
from storage.core import core_tables as t
from storage.core.moments import moment
from storage.database.batch import Batch
from storage.encryption.vault import Vault
from storage.outbox.card_refreshes import refresh_cards, waiting_subjects
from storage.outbox.claimed import Claimed, ClaimOrder
from storage.outbox.due_row import DueRow, WhyNotSent
from storage.outbox.unseal import PROMPTED, unsealed

IN_ORDER_TRIES = 5
"""A message that failed more often no longer keeps later ones of its lane waiting."""

ENDS_WITH_SUBJECT = frozenset({Kind.ALERT, Kind.ASK, Kind.UPDATE, Kind.CORRECTION, Kind.REMINDER})
"""Nobody is sent to what is over: a try that failed before the closing is not made again after it."""

_QUEUES = 100
"""Forms of the queue's statement that are kept: they differ by how many are wanted, and what is closed."""
_earlier = t.delivery.alias("earlier")
_parent = t.subject.alias("parent")

# Built once: to build a statement takes longer than SQLite needs for it.
_LINE: Any = bindparam("line")
_NOW: Any = bindparam("now")
_MARK = Batch(
    update(t.delivery)
    .where(t.delivery.c.id == bindparam("of"))
    .values(state=bindparam("next_state"), boot=bindparam("run"))
)
_PROMPTED: Any = and_(t.delivery.c.lane == Lane.REPLY.value, t.contact.c.heard_at > bindparam("prompted_after"))
_NEXT_DUE = select(func.min(t.delivery.c.due_at)).where(t.delivery.c.state == "queued", t.delivery.c.line_id == _LINE)


class QueuePart(Enum):
    """Which of what is due: the line's pace holds back direct messages that answer nobody."""

    ALL = "all"
    FREE = "free"
    HELD = "held"


def claim(connection: Connection, vault: Vault, order: ClaimOrder) -> list[Claimed]:
    """Mark what is due as being sent by this run, and return it, opened; in the order of sending.

    At most one of a chat, none of a chat that is being sent to; lanes first, group posts before direct
    messages. What is past its moment, purged, or shows nothing new leaves the queue here.
    """
    found = _due(connection, order)[: order.limit]
    if found:
        _MARK.run(connection, {"next_state": "sending", "run": order.boot}, [{"of": row.id} for row in found])
    return unsealed(connection, vault, order, found)


def recover(connection: Connection, line_id: int, now: datetime, boot: str) -> int:
    """Put what another run was sending back into the queue; return how many they were.

    A new message may have arrived, so it is marked as a repeat; a reminder is not sent again; an edit can
    be made twice without harm.
    """
    another = or_(t.delivery.c.boot.is_(None), t.delivery.c.boot != boot)
    left = and_(t.delivery.c.line_id == line_id, t.delivery.c.state == "sending", another)
    fresh = t.delivery.c.ref.is_(None)
    reminder = t.delivery.c.notice_id.in_(select(t.notice.c.id).where(t.notice.c.kind == Kind.REMINDER.value))
    changing = update(t.delivery).where(left)
    result = connection.execute(
        changing.values(
            state=case((and_(fresh, reminder), "unknown"), else_="queued"),
            repeat=case((fresh, True), else_=t.delivery.c.repeat),
            unsure=case((fresh, t.delivery.c.unsure + 1), else_=t.delivery.c.unsure),
            boot=None,
            due_at=now,
        ),
    )
    return int(result.rowcount)


def requeue_lost(connection: Connection, line_id: int, boot: str, known: Sequence[int]) -> int:
    """Put back what this run marked but never got to know of, because the commit's answer was lost."""
    mine = update(t.delivery).where(
        t.delivery.c.line_id == line_id,
        t.delivery.c.state == "sending",
        t.delivery.c.boot == boot,
        t.delivery.c.id.not_in(known),
    )
    result = connection.execute(mine.values(state="queued", boot=None))
    return int(result.rowcount)


def next_due(connection: Connection, line_id: int) -> datetime | None:
    """Return the earliest moment at which something queued may go; None where nothing is. Past: it may go already."""
    moment: datetime | None = connection.execute(_NEXT_DUE, {"line": line_id}).scalar_one()
    return moment


def paused_until(connection: Connection, line_id: int) -> datetime | None:
    """Return until when the platform asked the whole line to wait; it may be past."""
    asking = select(t.line.c.paused_until).where(t.line.c.id == line_id)
    moment: datetime | None = connection.execute(asking).scalar_one_or_none()
    return moment


def recent_posts(connection: Connection, line_id: int, since: datetime) -> list[tuple[int, datetime]]:
    """Return groups that got a post since then, and when: a platform counts these over a restart."""
    asking = (
        select(t.delivery.c.group_id, t.delivery.c.sent_at)
        .join(t.group_chat, t.group_chat.c.id == t.delivery.c.group_id)
        .where(t.group_chat.c.line_id == line_id, t.delivery.c.sent_at > since)
        .order_by(t.delivery.c.sent_at)
    )
    return [(row.group_id, row.sent_at) for row in connection.execute(asking)]


def _due(connection: Connection, order: ClaimOrder) -> list[DueRow]:
    """Return rows that can be sent; those that can't are put away first, however many stand in front."""
    found: list[DueRow] = []
    for _ in range(3):
        found = _candidates(connection, order)
        idle = [row for row in found if row.idle is not None]
        if not idle:
            return found
        _put_away(connection, order, idle)
    return [row for row in found if row.idle is None]


def _candidates(connection: Connection, order: ClaimOrder) -> list[DueRow]:
    values: dict[str, Any] = {"line": order.line_id, "now": order.now, "prompted_after": order.now - PROMPTED}
    values |= {"busy_contacts": sorted(order.busy_contacts), "busy_groups": sorted(order.busy_groups)}
    values["leads_wait"] = sorted(order.leads_wait)
    values["shown_before"] = order.now - order.habits.apart
    traits = bool(order.busy_contacts), bool(order.busy_groups), bool(order.leads_wait), order.habits.major_only
    if order.held is None:
        return _found(connection, _queue(*traits, QueuePart.ALL, order.limit), values)
    first = _found(connection, _queue(*traits, QueuePart.FREE, order.limit), values)
    room = min(order.held, order.limit - len(first))
    if room < 1:
        return first
    values["taken"] = [row.contact_id for row in first if row.contact_id is not None]
    held = _found(connection, _queue(*traits, QueuePart.HELD, room), values)
    return sorted([*first, *held], key=lambda row: (row.lane, row.post_first, row.id))


def _found(connection: Connection, queue: Select[Any], values: dict[str, Any]) -> list[DueRow]:
    return [DueRow._make(row) for row in connection.execute(queue, values).all()]


@lru_cache(_QUEUES)
def _queue(
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
        .where(d.c.state == "queued", d.c.line_id == _LINE, d.c.due_at <= _NOW, ~_has_to_wait())
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


def _put_away(connection: Connection, order: ClaimOrder, idle: Sequence[DueRow]) -> None:
    if any(row.idle == WhyNotSent.LAPSED for row in idle):
        # All of the line at once: after a long pause a whole broadcast may have lapsed.
        lapsed = t.delivery.c.line_id == order.line_id, t.delivery.c.expires_at <= order.now
        # Nothing of it is tried any more, so nothing else will tell the desk for how many it came too late.
        refresh_cards(connection, waiting_subjects(connection, *lapsed), order.now)
        ending = update(t.delivery).where(t.delivery.c.state == "queued", *lapsed)
        connection.execute(ending.values(state=_final_state("expired")))
    for row in idle:
        here = update(t.delivery).where(t.delivery.c.id == row.id)
        match row.idle:
            case WhyNotSent.POINTLESS:
                connection.execute(here.values(state=_final_state("withdrawn" if row.content else "expired")))
            case WhyNotSent.SEEN:
                connection.execute(here.values(state="delivered"))
            case WhyNotSent.EARLY if (shown := moment(row.sent_at)) is not None:
                connection.execute(here.values(due_at=shown + order.habits.apart))


def _final_state(state: str) -> Any:
    """Say in SQL how a delivery ends that goes no further: shown is delivered, what may have arrived is unknown."""
    d = t.delivery
    return case((d.c.ref.is_not(None), "delivered"), (d.c.repeat.is_(True), "unknown"), else_=state)
