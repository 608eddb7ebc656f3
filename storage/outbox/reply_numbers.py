"""Numbers by which a reader without buttons answers: never two open questions of a person with one number."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count

from sqlalchemy import BigInteger, Connection, Integer, bindparam, delete, insert, or_, select, update

from alerts.notices import Choice, Notice
from storage.core import core_tables as t
from storage.core.ids import new_id
from storage.core.moments import UtcMilliseconds
from storage.outbox.claimed import ClaimOrder
from storage.outbox.due_row import DueRow

HOLDS = timedelta(hours=24)
"""A number stays with its question at least this long: what is asked at 11 p.m. may be answered at 7 a.m."""

_q, _n, _s = t.question, t.notice, t.subject
_THEIRS = _q.c.contact_id == bindparam("contact", type_=BigInteger)
_STILL_OPEN = _s.c.id.is_not(None) & _s.c.closed_at.is_(None) & _s.c.merged_into_id.is_(None)
# Built once: to build a statement takes longer than SQLite needs for it.
_KNOWN = select(_q.c.action, _q.c.number).where(_THEIRS, _q.c.notice_id == bindparam("about"))
_TAKEN = (
    select(_q.c.number)
    .join(_n, _n.c.id == _q.c.notice_id)
    .outerjoin(_s, _s.c.id == _n.c.subject_id)
    .where(
        _THEIRS,
        or_(
            _q.c.asked_on == bindparam("today"),
            _n.c.created_at > bindparam("since", type_=UtcMilliseconds()),
            _STILL_OPEN,
        ),
    )
)
_FORGET = delete(_q).where(_THEIRS, _q.c.number.in_(bindparam("numbers", expanding=True)))
_ADD = insert(_q)
_COUNT_ON = (
    update(t.contact)
    .where(t.contact.c.id == bindparam("contact", type_=BigInteger))
    .values(next_number=bindparam("next_one", type_=Integer), numbered_on=bindparam("today"))
)


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
    given = {"contact": contact_id, "about": notice_id}
    return {row.action: row.number for row in connection.execute(_KNOWN, given)}


def _assign(connection: Connection, row: DueRow, actions: list[str], order: ClaimOrder) -> dict[str, int]:
    first = (row.next_number or 1) if row.numbered_on == order.today else 1
    taken = _taken(connection, row.contact_id, order)
    free: Iterator[int] = (number for number in count(first) if number not in taken)
    given = {action: next(free) for action in actions}
    # Whatever had one of these numbers is closed and old: by_number must find the new question only.
    connection.execute(_FORGET, {"contact": row.contact_id, "numbers": list(given.values())})
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
    connection.execute(_ADD, rows)
    counted = {"contact": row.contact_id, "next_one": max(given.values()) + 1, "today": order.today}
    connection.execute(_COUNT_ON, counted)
    return given


def _taken(connection: Connection, contact_id: int | None, order: ClaimOrder) -> frozenset[int]:
    """Return the numbers in use: those of today, of the last 24 h, and of subjects that are still open."""
    given = {"contact": contact_id, "today": order.today, "since": order.now - HOLDS}
    return frozenset(number for (number,) in connection.execute(_TAKEN, given))
