"""Who took which task of an alert, and handed it back."""

from sqlalchemy import bindparam, delete, insert, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.alert_task import AlertTask
from alerts.incidents.task_change import TaskChange, TaskReason
from storage.core.core_tables import subject
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.incidents.tables import task_change as t

# Built once: every card of an alert with tasks asks for them.
_ADD = insert(t)
_OF = select(t).where(t.c.incident_id == bindparam("incident")).order_by(t.c.at, t.c.id)
_OPEN_OF = (
    select(t.c.incident_id)
    .join(subject, subject.c.id == t.c.incident_id)
    .where(t.c.person_id == bindparam("person"), subject.c.closed_at.is_(None))
    .distinct()
)
_FORGET = delete(t).where(t.c.incident_id == bindparam("incident"))


class SqlTaskChanges:
    """Changes of who has which task, in the database (port: alerts/incidents/task_change.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def add(self, change: TaskChange) -> None:
        """Keep one more."""
        values = {
            "id": new_id(),
            "incident_id": change.incident_id,
            "person_id": change.person_id,
            "task": change.task.value if change.task is not None else None,
            "reason": change.reason.value,
            "by_id": change.by_id,
            "at": change.at,
        }
        await (await self._session.connection()).execute(_ADD, values)

    async def of(self, incident_id: int) -> list[TaskChange]:
        """Return an incident's, the earliest first."""
        rows = await (await self._session.connection()).execute(_OF, {"incident": incident_id})
        return [
            TaskChange(
                incident_id=row.incident_id,
                person_id=row.person_id,
                task=AlertTask(row.task) if row.task else None,
                reason=TaskReason(row.reason),
                by_id=row.by_id,
                at=row.at,
            )
            for row in rows
        ]

    async def open_of(self, person_id: int) -> list[int]:
        """Return the ids of the open incidents of which this person ever took a task."""
        found = await (await self._session.connection()).execute(_OPEN_OF, {"person": person_id})
        return list(found.scalars())

    async def forget(self, incident_id: int) -> None:
        """Remove an incident's: its alert is over."""
        await (await self._session.connection()).execute(_FORGET, {"incident": incident_id})
