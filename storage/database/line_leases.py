"""Leases: of several instances on one PostgreSQL, one at a time works a line.

A lease is good for `LASTS` by the database's own clock: machines need not agree on the time. Whoever holds it renews
it every second or so; whoever wants it takes it once it has run out (its holder is frozen, or cut off), or at once
where the database has no session of its holder's any more (it was killed). A server that was killed itself has nobody's
session for a moment: only of a holder that renewed since the server began is it known that it was there. All of it
happens under the writers' lock, so that a holder's claims and the change of hands come one after the other: what a
holder claims while the lease is still its own is not claimed by anybody else.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, literal_column, select, update
from sqlalchemy import text as sql

from storage.core import core_tables as t
from storage.core.moments import EPOCH

LASTS = timedelta(seconds=5)
"""A writer that freezes in its transaction holds the others up for 3 s (postgres_engine.STALLED_MS): a renewal must
survive that."""

_NOW: Any = literal_column("(extract(epoch FROM clock_timestamp()) * 1000)::bigint")
_LASTS_MS = LASTS // timedelta(milliseconds=1)
_RENEWED: Any = literal_column(f"(lease.until - {_LASTS_MS})")
_SESSIONS: Any = literal_column("(SELECT count(*) FROM pg_stat_activity WHERE application_name = lease.owner)")
_BEGAN: Any = literal_column(
    "(SELECT extract(epoch FROM greatest(pg_postmaster_start_time(), stats_reset)) * 1000 FROM pg_stat_bgwriter)"
)
"""Since when there can be sessions. Where one process of the server's is killed, it ends all sessions and goes on under
the same start time; its statistics begin anew then."""
_EVICT = sql(
    """
    SELECT pg_terminate_backend(session.pid)
    FROM pg_stat_activity AS session
    JOIN lease ON lease.owner = session.application_name
    JOIN pg_locks AS held ON held.pid = session.pid AND held.locktype = 'advisory' AND held.granted
    WHERE session.datname = current_database() AND lease.line_id = :line_id AND lease.owner <> :owner
      AND lease.until < extract(epoch FROM clock_timestamp()) * 1000
    """
)


@dataclass(frozen=True)
class Hold:
    """The fact that a line is this instance's, since one change of hands."""

    line_id: int
    owner: str
    epoch: int


def is_free(connection: Connection, line_id: int, owner: str) -> bool:
    """Say whether it is worth while to wait for the writers' lock and to take the line. PostgreSQL only."""
    found = _found(connection, line_id)
    return found is None or _may_have(found, owner)


def held_by_others(connection: Connection, owner: str) -> frozenset[int]:
    """Return the lines that another instance has a lease on which has not run out. PostgreSQL only."""
    lease = t.lease.c
    held = select(lease.line_id).where(lease.owner != owner, lease.until >= _NOW)
    return frozenset(connection.execute(held).scalars())


def evict(connection: Connection, line_id: int, owner: str) -> None:
    """End the session that holds the writers' lock, where it is one of a holder's whose lease has run out.

    The server ends a transaction that stands still between two statements (STALLED_MS). Frozen in the midst of
    sending one it would hold the lock for as long as its machine stands still, and nobody could take the line.
    """
    connection.execute(_EVICT, {"line_id": line_id, "owner": owner})


def take(connection: Connection, line_id: int, owner: str) -> Hold | None:
    """Take the line if nobody holds it, or its holder is frozen or gone; None where it is held. PostgreSQL only."""
    lease = t.lease.c
    found = _found(connection, line_id)
    if found is None:
        fresh = {"line_id": line_id, "owner": owner, "epoch": 1, "until": _until()}
        connection.execute(insert(t.lease).values(fresh))
        return Hold(line_id, owner, 1)
    if not _may_have(found, owner):
        return None
    taking = update(t.lease).where(lease.line_id == line_id)
    connection.execute(taking.values(owner=owner, epoch=found.epoch + 1, until=_until()))
    return Hold(line_id, owner, found.epoch + 1)


def renew(connection: Connection, hold: Hold) -> bool:
    """Hold the line for `LASTS` more; return False where it has changed hands."""
    return bool(connection.execute(_where_held(update(t.lease), hold).values(until=_until())).rowcount)


def give_back(connection: Connection, hold: Hold) -> None:
    """Let go of the line, so that the next one need not wait."""
    connection.execute(_where_held(update(t.lease), hold).values(until=_NOW))


def is_held(connection: Connection, hold: Hold) -> bool:
    """Say whether the line is still the holder's: to be asked in the transaction that claims."""
    asking = _where_held(select(func.count()).select_from(t.lease), hold)
    return bool(connection.execute(asking).scalar_one())


def server_time(connection: Connection) -> datetime:
    """Return the time at the server, by which all instances go. Aware UTC."""
    return EPOCH + timedelta(milliseconds=connection.execute(select(_NOW)).scalar_one())


def another_instance_works(connection: Connection, owner: str) -> bool:
    """Say whether another instance works a line."""
    asking = select(func.count()).where(t.lease.c.owner != owner, t.lease.c.until > _NOW)
    return bool(connection.execute(asking).scalar_one())


def _found(connection: Connection, line_id: int) -> Any:
    lease = t.lease.c
    good, seen = (lease.until > _NOW).label("good"), (_RENEWED > _BEGAN).label("seen")
    asking = select(lease.owner, lease.epoch, good, seen, _SESSIONS.label("sessions"))
    return connection.execute(asking.where(lease.line_id == line_id)).first()


def _may_have(found: Any, owner: str) -> bool:
    return found.owner == owner or not found.good or (not found.sessions and found.seen)


def _where_held(statement: Any, hold: Hold) -> Any:
    lease = t.lease.c
    return statement.where(lease.line_id == hold.line_id, lease.owner == hold.owner, lease.epoch == hold.epoch)


def _until() -> Any:
    return _NOW + _LASTS_MS
