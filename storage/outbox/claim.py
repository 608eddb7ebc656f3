r"""The outbox as the courier uses it: what is due is claimed, what an earlier run left is found again.

One delivery's way:

    queued --claim--> sending --record--> delivered | failed | unknown
      ^  \--past its moment--> expired      |
      \-------- try again, shown anew ------/
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, case, func, or_, select, update

from alerts.notices import Kind, Lane
from storage.core import core_tables as t
from storage.core.moments import UtcMilliseconds, moment
from storage.database.batch import Batch
from storage.encryption.vault import Vault
from storage.outbox.card_refreshes import refresh_cards, waiting_subjects
from storage.outbox.claimed import Claimed, ClaimOrder
from storage.outbox.due_query import LINE, QueuePart, due_query
from storage.outbox.due_row import DueRow, WhyNotSent
from storage.outbox.sent_documents import forget_documents
from storage.outbox.unseal import PROMPTED, unsealed


def _final_state(state: str) -> Any:
    """Say in SQL how a delivery ends that goes no further: shown is delivered, what may have arrived is unknown."""
    d = t.delivery
    return case((d.c.ref.is_not(None), "delivered"), (d.c.repeat.is_(True), "unknown"), else_=state)


# Built once: to build a statement takes longer than SQLite needs for it.
_THIS = update(t.delivery).where(t.delivery.c.id == bindparam("of"))
_MARK = Batch(_THIS.values(state=bindparam("next_state"), boot=bindparam("run")))
_END_AS = {state: _THIS.values(state=_final_state(state)) for state in ("withdrawn", "expired")}
_SEEN = _THIS.values(state="delivered")
_PUT_OFF = _THIS.values(due_at=bindparam("later", type_=UtcMilliseconds()))
_FRESH = t.delivery.c.ref.is_(None)
_REMINDER = t.delivery.c.notice_id.in_(select(t.notice.c.id).where(t.notice.c.kind == Kind.REMINDER.value))
_RECOVER = (
    update(t.delivery)
    .where(
        t.delivery.c.line_id == LINE,
        t.delivery.c.state == "sending",
        or_(t.delivery.c.boot.is_(None), t.delivery.c.boot != bindparam("run")),
    )
    .values(
        state=case((and_(_FRESH, _REMINDER), "unknown"), else_="queued"),
        repeat=case((_FRESH, True), else_=t.delivery.c.repeat),
        unsure=case((_FRESH, t.delivery.c.unsure + 1), else_=t.delivery.c.unsure),
        boot=None,
        due_at=bindparam("now", type_=UtcMilliseconds()),
    )
)
_PAUSED_UNTIL = select(t.line.c.paused_until).where(t.line.c.id == LINE)
_RECENT_POSTS = (
    select(t.delivery.c.group_id, t.delivery.c.sent_at)
    .join(t.group_chat, t.group_chat.c.id == t.delivery.c.group_id)
    .where(t.group_chat.c.line_id == LINE, t.delivery.c.sent_at > bindparam("since", type_=UtcMilliseconds()))
    .order_by(t.delivery.c.sent_at)
)
_NEXT_DUE = select(func.min(t.delivery.c.due_at)).where(t.delivery.c.state == "queued", t.delivery.c.line_id == LINE)


def claim(connection: Connection, vault: Vault, order: ClaimOrder) -> list[Claimed]:
    """Mark what is due as being sent by this run, and return it, opened; in the order of sending.

    At most one of a chat, none of a chat that is being sent to; lanes first, group posts before direct
    messages. What is past its moment, purged, or shows nothing new leaves the queue here.
    """
    found = _few_cleanups(_due(connection, vault, order)[: order.limit], order.cleanups)
    if found:
        _MARK.run(connection, {"next_state": "sending", "run": order.boot}, [{"of": row.id} for row in found])
    return unsealed(connection, vault, order, found)


def recover(connection: Connection, line_id: int, now: datetime, boot: str) -> int:
    """Put what another run was sending back into the queue; return how many they were.

    A new message may have arrived, so it is marked as a repeat; a reminder is not sent again; an edit can
    be made twice without harm.
    """
    result = connection.execute(_RECOVER, {"line": line_id, "run": boot, "now": now})
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
    moment: datetime | None = connection.execute(_PAUSED_UNTIL, {"line": line_id}).scalar_one_or_none()
    return moment


def recent_posts(connection: Connection, line_id: int, since: datetime) -> list[tuple[int, datetime]]:
    """Return groups that got a post since then, and when: a platform counts these over a restart."""
    given = {"line": line_id, "since": since}
    return [(row.group_id, row.sent_at) for row in connection.execute(_RECENT_POSTS, given)]


def _due(connection: Connection, vault: Vault, order: ClaimOrder) -> list[DueRow]:
    """Return rows that can be sent; those that can't are put away first, however many stand in front."""
    found: list[DueRow] = []
    for _ in range(3):
        found = _candidates(connection, order)
        idle = [row for row in found if row.idle is not None]
        if not idle:
            return found
        _put_away(connection, order, idle)
        forget_documents(connection, vault, sorted({row.notice_id for row in idle if row.content is not None}))
    return [row for row in found if row.idle is None]


def _few_cleanups(found: Sequence[DueRow], most: int) -> list[DueRow]:
    """Return these without all but `most` of what can wait for ever: what comes next must find room at once."""
    first = [row for row in found if row.lane < Lane.CLEANUP]
    return [*first, *[row for row in found if row.lane == Lane.CLEANUP][:most]]


def _candidates(connection: Connection, order: ClaimOrder) -> list[DueRow]:
    values: dict[str, Any] = {"line": order.line_id, "now": order.now, "prompted_after": order.now - PROMPTED}
    values |= {"busy_contacts": sorted(order.busy_contacts), "busy_groups": sorted(order.busy_groups)}
    values["leads_wait"] = sorted(order.leads_wait)
    values["shown_before"] = order.now - order.habits.apart
    traits = bool(order.busy_contacts), bool(order.busy_groups), bool(order.leads_wait), order.habits.major_only
    if order.held is None:
        found = _found(connection, due_query(*traits, QueuePart.ALL, order.limit), values)
        if not _crowds_out(found, order):
            return found
        behind = _found(connection, due_query(*traits, QueuePart.BEHIND, order.limit), values)
        return _shared(found, behind, order)
    first = _found(connection, due_query(*traits, QueuePart.FREE, order.limit), values)
    room = min(order.held, order.limit - len(first))
    if room < 1:
        return first
    values["taken"] = [row.contact_id for row in first if row.contact_id is not None]
    held = _found(connection, due_query(*traits, QueuePart.HELD, room), values)
    return sorted([*first, *held], key=lambda row: (row.lane, row.post_first, row.id))


def _crowds_out(found: Sequence[DueRow], order: ClaimOrder) -> bool:
    """Say whether answers to anybody are more than their part, and alerts may wait behind them."""
    many = sum(row.lane == Lane.ANYBODY for row in found)
    return order.anybody is not None and many > order.anybody and len(found) == order.limit


def _shared(found: Sequence[DueRow], behind: Sequence[DueRow], order: ClaimOrder) -> list[DueRow]:
    """Return as many as are wanted: answers to anybody in their part, and more of them where nothing else is due."""
    before = [row for row in found if row.lane < Lane.ANYBODY]
    many = [row for row in found if row.lane == Lane.ANYBODY]
    room = order.limit - len(before)
    part = max(order.anybody or 0, room - len(behind))
    return [*before, *many[:part], *behind][: order.limit]


def _found(connection: Connection, query: Select[Any], values: dict[str, Any]) -> list[DueRow]:
    return [DueRow._make(row) for row in connection.execute(query, values).all()]


def _put_away(connection: Connection, order: ClaimOrder, idle: Sequence[DueRow]) -> None:
    if any(row.idle == WhyNotSent.LAPSED for row in idle):
        # All of the line at once: after a long pause a whole broadcast may have lapsed.
        lapsed = t.delivery.c.line_id == order.line_id, t.delivery.c.expires_at <= order.now
        # Nothing of it is tried any more, so nothing else will tell the desk for how many it came too late.
        refresh_cards(connection, waiting_subjects(connection, *lapsed), order.now)
        ending = update(t.delivery).where(t.delivery.c.state == "queued", *lapsed)
        connection.execute(ending.values(state=_final_state("expired")))
    for row in idle:
        match row.idle:
            case WhyNotSent.POINTLESS:
                connection.execute(_END_AS["withdrawn" if row.content else "expired"], {"of": row.id})
            case WhyNotSent.SEEN:
                connection.execute(_SEEN, {"of": row.id})
            case WhyNotSent.EARLY if (shown := moment(row.sent_at)) is not None:
                connection.execute(_PUT_OFF, {"of": row.id, "later": shown + order.habits.apart})
