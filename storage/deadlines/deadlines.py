"""Deadlines: the truth about what is due stands here; a scheduler only wakes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Update, bindparam, case, insert, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.work.deadline import Deadline
from storage.core.core_tables import deadline as t
from storage.core.deadline_tables import DeadlineRow
from storage.core.ids import new_id
from storage.core.moments import UtcMilliseconds

_PENDING: Any = (
    (t.c.kind == bindparam("of_kind"))
    & (t.c.subject_id == bindparam("of_subject", type_=BigInteger))
    & (t.c.state == "pending")
)
_TO: Any = bindparam("to", type_=UtcMilliseconds())
# Made once: to build a statement takes longer than SQLite needs for it.
_MOVE = update(t).where(_PENDING).values(due_at=_TO, attempts=0)
_MOVE_NEARER = update(t).where(_PENDING).values(due_at=case((t.c.due_at < _TO, t.c.due_at), else_=_TO))
_ADD = insert(t)


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
        last = select(DeadlineRow.fired_at).where(
            DeadlineRow.kind == kind.name, DeadlineRow.subject_id == subject_id, DeadlineRow.state == "fired"
        )
        return (await self._session.exec(last.order_by(col(DeadlineRow.fired_at).desc()).limit(1))).first()

    async def call_off(self, subject_id: int, *kinds: Deadline) -> None:
        """Let none of these happen to this subject."""
        await self._session.exec(
            update(DeadlineRow)
            .where(
                col(DeadlineRow.kind).in_([kind.name for kind in kinds]),
                col(DeadlineRow.subject_id) == subject_id,
                col(DeadlineRow.state) == "pending",
            )
            .values(state="called off")
        )

    async def standing(self, kind: Deadline) -> list[int]:
        """Return the subjects for which such a deadline is pending."""
        rows = await self._session.exec(
            select(DeadlineRow.subject_id).where(DeadlineRow.kind == kind.name, DeadlineRow.state == "pending")
        )
        return [subject or 0 for subject in rows.all()]


async def due(session: AsyncSession, now: datetime, limit: int = 50) -> list[Due]:
    """Return the deadlines that have passed, the earliest first."""
    rows = await session.exec(
        select(DeadlineRow)
        .where(DeadlineRow.state == "pending", col(DeadlineRow.due_at) <= now)
        .order_by(col(DeadlineRow.due_at), col(DeadlineRow.id))
        .limit(limit)
    )
    return [Due(row.id, row.kind, row.subject_id or 0, row.attempts) for row in rows.all()]


async def next_due(session: AsyncSession) -> datetime | None:
    """Return when the next deadline passes; None where none is pending."""
    rows = await session.exec(
        select(DeadlineRow.due_at).where(DeadlineRow.state == "pending").order_by(col(DeadlineRow.due_at)).limit(1)
    )
    return rows.first()


async def fire(session: AsyncSession, deadline_id: int, now: datetime) -> bool:
    """Mark a deadline fired, in the transaction of what it does; False where it fired, or was called off or moved."""
    fired = await session.exec(
        update(DeadlineRow)
        .where(
            col(DeadlineRow.id) == deadline_id,
            col(DeadlineRow.state) == "pending",
            # Somebody may have moved it since it was found due: a step that renews a claim.
            col(DeadlineRow.due_at) <= now,
        )
        .values(state="fired", fired_at=now)
    )
    return bool(fired.rowcount == 1)


async def put_off(session: AsyncSession, deadline: Due, again_at: datetime, *, give_up: bool) -> None:
    """Let a deadline whose use case failed come again later, or set it aside where the operator sees it."""
    values = {"state": "aside"} if give_up else {"due_at": again_at, "attempts": deadline.attempts + 1}
    waiting = col(DeadlineRow.id) == deadline.id, col(DeadlineRow.state) == "pending"
    await session.exec(update(DeadlineRow).where(*waiting).values(**values))
