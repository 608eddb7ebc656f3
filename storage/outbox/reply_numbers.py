"""Numbers by which a reader without buttons answers: never two open questions of a person with one number."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import Connection, delete, insert, or_, select, update

from alerts.notices import Choice, Notice
from storage.core import core_tables as t
from storage.core.ids import new_id
from storage.outbox.claimed import ClaimOrder
from storage.outbox.due_row import DueRow

HOLDS = timedelta(hours=24)
"""A number stays with its question at least this long: what is asked at 11 p.m. may be answered at 7 a.m."""


def number_choices(
    connection: Connection, row: DueRow, notice: Notice, order: ClaimOrder
) -> tuple[tuple[int, Choice], ...]:
    """Return the notice's choices with their numbers; the same ones as before where it was shown before.

    Numbers grow through the local day; on a new day they begin again at 1 and leave out those that open questions
    still hold.
    """
    choices = {choice.action: choice for line in notice.choices for choice in line}
    known = _known(connection, row.contact_id, row.notice_id)
    missing = [action for action in choices if action not in known]
    if missing:
        known |= _assign(connection, row, missing, order)
    return tuple((known[action], choice) for action, choice in choices.items())


def _known(connection: Connection, contact_id: int | None, notice_id: int) -> dict[str, int]:
    asking = select(t.question.c.action, t.question.c.number).where(
        t.question.c.contact_id == contact_id, t.question.c.notice_id == notice_id
    )
    return {row.action: row.number for row in connection.execute(asking)}


def _assign(connection: Connection, row: DueRow, actions: list[str], order: ClaimOrder) -> dict[str, int]:
    first = (row.next_number or 1) if row.numbered_on == order.today else 1
    taken = _taken(connection, row.contact_id, order)
    free: Iterator[int] = (number for number in count(first) if number not in taken)
    given = {action: next(free) for action in actions}
    # Whatever had one of these numbers is closed and old: by_number must find the new question only.
    old = delete(t.question).where(t.question.c.contact_id == row.contact_id, t.question.c.number.in_(given.values()))
    connection.execute(old)
    rows = [
        {
            "id": new_id(),
            "contact_id": row.contact_id,
            "notice_id": row.notice_id,
            "action": action,
            "number": number,
            "asked_on": order.today,
        }
        for action, number in given.items()
    ]
    connection.execute(insert(t.question).values(rows))
    contact = update(t.contact).where(t.contact.c.id == row.contact_id)
    connection.execute(contact.values(next_number=max(given.values()) + 1, numbered_on=order.today))
    return given


def _taken(connection: Connection, contact_id: int | None, order: ClaimOrder) -> frozenset[int]:
    """Return the numbers in use: those of today, of the last 24 h, and of subjects that are still open."""
    q, n, s = t.question, t.notice, t.subject
    since: datetime = order.now - HOLDS
    still_open = s.c.id.is_not(None) & s.c.closed_at.is_(None) & s.c.merged_into_id.is_(None)
    asking = (
        select(q.c.number)
        .join(n, n.c.id == q.c.notice_id)
        .outerjoin(s, s.c.id == n.c.subject_id)
        .where(
            q.c.contact_id == contact_id,
            or_(q.c.asked_on == order.today, n.c.created_at > since, still_open),
        )
    )
    return frozenset(number for (number,) in connection.execute(asking))
