"""A clock that stood ahead and was set back: what it left in the future is put right, once, at the next start."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, Connection, case, func, literal, select, type_coerce, update
from sqlmodel import SQLModel

from alerts.areas import DUTIES
from storage.core import core_tables as t
from storage.core.moments import UtcMilliseconds

_OPEN = ("queued", "sending")
_PURGES = [kind.name for kind in DUTIES.kinds.values() if kind.never_sooner]


def newest_moment(connection: Connection) -> datetime | None:
    """Return when the newest thing happened that is known: no clock that is right stands before it."""
    known = (t.inbox.c.received_at, t.delivery.c.sent_at, t.deadline.c.fired_at)
    moments = [connection.execute(select(func.max(column))).scalar_one() for column in known]
    return max((moment for moment in moments if moment is not None), default=None)


def put_right(connection: Connection, now: datetime, ahead: timedelta, *, kept: timedelta) -> None:
    """Put right what a clock that stood so much ahead has left. `kept`: for how long an incident is kept at most.

    What waits is due by so much sooner. Only a purge is not: an incident of before the error would go too early, and
    one that is purged is never alerted. What the wrong clock let expire later expires at its proper moment.
    """
    _bring_forward(connection, now, ahead, kept)
    _bring_expiry_forward(connection, now, ahead)
    for column in _happened():
        connection.execute(update(column.table).where(column > now).values({column.name: now}))


def _happened() -> Iterator[Column[Any]]:
    """Return the columns of what has happened, which cannot lie in the future.

    Brought to now, they do not say a second time that the clock was wrong.
    """
    for table in SQLModel.metadata.sorted_tables:
        yield from (column for column in table.columns if column.info.get("happened"))


def _bring_forward(connection: Connection, now: datetime, ahead: timedelta, kept: timedelta) -> None:
    """Let what waits be due by so much sooner: deadlines, messages, deliveries, pauses of lines."""
    due_at, kind = t.deadline.c.due_at, t.deadline.c.kind
    longest = literal(now + kept, UtcMilliseconds())
    purge = case((due_at > longest, longest), else_=due_at)
    moved = case((kind.in_(_PURGES), type_coerce(purge, BigInteger)), else_=_sooner(due_at, ahead))
    connection.execute(update(t.deadline).where(t.deadline.c.state == "pending").values(due_at=moved))
    for column, waits in (
        (t.inbox.c.due_at, t.inbox.c.state == "waiting"),
        (t.delivery.c.due_at, t.delivery.c.state.in_(_OPEN)),
        (t.line.c.paused_until, t.line.c.paused_until.is_not(None)),
    ):
        later = update(column.table).where(waits, column > now)
        connection.execute(later.values({column.name: _sooner(column, ahead)}))


def _bring_expiry_forward(connection: Connection, now: datetime, ahead: timedelta) -> None:
    """Bring forward the expiry of what was made by the wrong clock."""
    made = select(t.notice.c.id).where(t.notice.c.created_at > now)
    late: list[tuple[Column[Any], ColumnElement[bool]]] = [(t.delivery.c.expires_at, t.delivery.c.notice_id.in_(made))]
    for table in SQLModel.metadata.sorted_tables:
        counted = [column for column in table.columns if column.info.get("counted_from")]
        late += [(column, table.c[column.info["counted_from"]] > now) for column in counted]
    for column, wrong in late:
        later = update(column.table).where(wrong, column.is_not(None))
        connection.execute(later.values({column.name: _sooner(column, ahead)}))


def _sooner(column: Any, ahead: timedelta) -> Any:
    return type_coerce(column, BigInteger) - ahead // timedelta(milliseconds=1)
