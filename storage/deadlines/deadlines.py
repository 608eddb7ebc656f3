"""Deadlines: the truth about what is due stands here; a scheduler only wakes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Update, bindparam, case, insert, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.work.deadline import Deadline
from storage.core.core_tables import deadline as t
from storage.core.ids import new_id
from storage.core.moments import UtcMilliseconds

_PENDING: Any = t.c.state == "pending"
_OF_SUBJECT: Any = t.c.subject_id == bindparam("of_subject", type_=BigInteger)
_OF_KIND: Any = t.c.kind == bindparam("of_kind")
_TO: Any = bindparam("to", type_=UtcMilliseconds())
_NOW: Any = bindparam("now", type_=UtcMilliseconds())
# Made once: to build a statement takes longer than SQLite needs for it.
_MOVE = update(t).where(_OF_KIND, _OF_SUBJECT, _PENDING).values(due_at=_TO, attempts=0)
_MOVE_NEARER = (
    update(t).where(_OF_KIND, _OF_SUBJECT, _PENDING).values(due_at=case((t.c.due_at < _TO, t.c.due_at), else_=_TO))
)
_ADD = insert(t)
_FIRED_LAST = (
    select(t.c.fired_at).where(_OF_KIND, _OF_SUBJECT, t.c.state == "fired").order_by(t.c.fired_at.desc()).limit(1)
)
_CALL_OFF = (
    update(t)
    .where(t.c.kind.in_(bindparam("of_kinds", expanding=True)), _OF_SUBJECT, _PENDING)
    .values(state="called off")
)
_STANDING = select(t.c.subject_id).where(_OF_KIND, _PENDING)
_DUE = (
    select(t.c.id, t.c.kind, t.c.subject_id, t.c.attempts)
    .where(_PENDING, t.c.due_at <= _NOW)
    .order_by(t.c.due_at, t.c.id)
    .limit(bindparam("most"))
)
_NEXT_DUE = select(t.c.due_at).where(_PENDING).order_by(t.c.due_at).limit(1)
_FIRE = (
    update(t)
    # Somebody may have moved it since it was found due: a step that renews a claim.
    .where(t.c.id == bindparam("which"), _PENDING, t.c.due_at <= _NOW)
    .values(state="fired", fired_at=_NOW)
)


@dataclass(frozen=True)
class Due:
    """A deadline that has passed."""

    id: int
    kind: str
    subject_id: int
    attempts: int


class SqlDeadlines:
    """Deadlines in the database, as use cases set and call them off (port: alerts/work/deadline.py)."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def set(self, kind: Deadline, subject_id: int | None, due_at: datetime) -> None:
        """Set a deadline; a pending one of the same kind and subject is moved."""
        if not await self._move(_MOVE, kind, subject_id or 0, due_at):
            await self._add(kind, subject_id or 0, due_at)

    async def set_latest(
        self, kind: Deadline, subject_id: int, due_at: datetime, *, apart: timedelta = timedelta(0)
    ) -> None:
        """Set a deadline; a pending one of the same kind and subject that is due earlier stays: many make one.

        `apart`: it comes so long after the one before fired, at the soonest.
        """
        if apart:
            # First: else one that keeps its distance already would be moved nearer by the next that is set meanwhile.
            before = await self._fired_last(kind, subject_id)
            due_at = due_at if before is None else max(due_at, before + apart)
        if not await self._move(_MOVE_NEARER, kind, subject_id, due_at):
            await self._add(kind, subject_id, due_at)

    async def _move(self, moving: Update, kind: Deadline, subject_id: int, due_at: datetime) -> bool:
        """Move the pending deadline of this kind and subject; False where there is none."""
        given = {"of_kind": kind.name, "of_subject": subject_id, "to": due_at}
        return bool((await (await self._session.connection()).execute(moving, given)).rowcount)

    async def _add(self, kind: Deadline, subject_id: int, due_at: datetime) -> None:
        values = {"id": new_id(), "kind": kind.name, "subject_id": subject_id, "due_at": due_at}
        await (await self._session.connection()).execute(_ADD, values | {"state": "pending", "attempts": 0})

    async def _fired_last(self, kind: Deadline, subject_id: int) -> datetime | None:
        given = {"of_kind": kind.name, "of_subject": subject_id}
        last: datetime | None = (await (await self._session.connection()).execute(_FIRED_LAST, given)).scalar()
        return last

    async def call_off(self, subject_id: int, *kinds: Deadline) -> None:
        """Let none of these happen to this subject."""
        given = {"of_kinds": [kind.name for kind in kinds], "of_subject": subject_id}
        await (await self._session.connection()).execute(_CALL_OFF, given)

    async def standing(self, kind: Deadline) -> list[int]:
        """Return the subjects for which such a deadline is pending."""
        rows = await (await self._session.connection()).execute(_STANDING, {"of_kind": kind.name})
        return [subject or 0 for subject in rows.scalars()]


async def due(session: AsyncSession, now: datetime, limit: int = 50) -> list[Due]:
    """Return the deadlines that have passed, the earliest first."""
    rows = await (await session.connection()).execute(_DUE, {"now": now, "most": limit})
    return [Due(row.id, row.kind, row.subject_id or 0, row.attempts) for row in rows]


async def next_due(session: AsyncSession) -> datetime | None:
    """Return when the next deadline passes; None where none is pending."""
    moment: datetime | None = (await (await session.connection()).execute(_NEXT_DUE)).scalar()
    return moment


async def fire(session: AsyncSession, deadline_id: int, now: datetime) -> bool:
    """Mark a deadline fired, in the transaction of what it does; False where it fired, or was called off or moved."""
    fired = await (await session.connection()).execute(_FIRE, {"which": deadline_id, "now": now})
    return bool(fired.rowcount == 1)


async def put_off(session: AsyncSession, deadline: Due, again_at: datetime, *, give_up: bool) -> None:
    """Let a deadline whose use case failed come again later, or set it aside where the operator sees it."""
    values = {"state": "aside"} if give_up else {"due_at": again_at, "attempts": deadline.attempts + 1}
    waiting = update(t).where(t.c.id == deadline.id, _PENDING)
    await (await session.connection()).execute(waiting.values(**values))
