"""Looks for rows that nobody takes: of inbox, outbox, deadlines, and of what the receiver kept."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from bot.fuzz.finding import Violation
from storage.core import core_tables as t
from storage.database.store import Store

EXPECTED = ("blocked", "unregistered", "never started")
"""Why a delivery may fail although nothing of ours is wrong."""


async def set_aside(store: Store) -> list[tuple[Violation, str]]:
    """Return what was given up."""
    asking = {
        "inbox": select(t.inbox.c.trouble, func.count()).where(t.inbox.c.state == "aside").group_by(t.inbox.c.trouble),
        "deadline": select(t.deadline.c.kind, func.count())
        .where((t.deadline.c.state == "aside") | (t.deadline.c.attempts > 0))
        .group_by(t.deadline.c.kind),
    }
    return [(Violation.SET_ASIDE, what) for what in await _counted(store, asking)]


async def left_over(store: Store, now: datetime) -> list[tuple[Violation, str]]:
    """Return what should be done by now (aware UTC) and is not."""
    d = t.delivery.c
    asking = {
        "inbox": select(t.inbox.c.state, func.count()).where(t.inbox.c.state == "waiting").group_by(t.inbox.c.state),
        "receiver's frames": select(t.envelope.c.line_id, func.count()).group_by(t.envelope.c.line_id),
        "deadline": select(t.deadline.c.kind, func.count())
        .where(t.deadline.c.state == "pending", t.deadline.c.due_at <= now)
        .group_by(t.deadline.c.kind),
        "delivery": select(d.state, func.count())
        .where(d.state.in_(("queued", "sending")), d.due_at <= now)
        .group_by(d.state),
    }
    failed = (
        select(d.failure, func.count()).where(d.failure.is_not(None), d.failure.not_in(EXPECTED)).group_by(d.failure)
    )
    waits = [(Violation.WAITS, what) for what in await _counted(store, asking)]
    return waits + [(Violation.FAILED, what) for what in await _counted(store, {"delivery": failed})]


async def _counted(store: Store, asking: dict[str, Select[Any]]) -> list[str]:
    found = []
    async with store.read() as session:
        connection = await session.connection()
        for table, query in asking.items():
            found += [f"{table} {group}" for group, _ in await connection.execute(query)]
    return found
