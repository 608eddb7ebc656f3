"""How far the escalation of incidents has come, in the database."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, delete, insert, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.escalations import EscalationCall, EscalationProgress, Rung
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.incidents.tables import escalation, escalation_call

# Built once: every answer at a desk asks whom escalation has rung.
_PROGRESS = select(escalation).where(escalation.c.incident_id == bindparam("which"))
_FORGET_PROGRESS = delete(escalation).where(escalation.c.incident_id == bindparam("which"))
_ADD_PROGRESS = insert(escalation)
_CALLS = (
    select(escalation_call)
    .where(escalation_call.c.incident_id == bindparam("which"))
    .order_by(escalation_call.c.called_at, escalation_call.c.id)
)
_ADD_CALLS = insert(escalation_call)
_FORGET_CALLS = delete(escalation_call).where(escalation_call.c.incident_id == bindparam("which"))


class SqlEscalations:
    """Escalations in the database (port: alerts/incidents/escalations.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def progress(self, incident_id: int) -> EscalationProgress | None:
        """Return how far it has come; None where no step was taken since it was opened."""
        row = (await self._run(_PROGRESS, {"which": incident_id})).first()
        return EscalationProgress(since=row.since, steps=row.steps, raised=row.raised) if row else None

    async def save(self, incident_id: int, progress: EscalationProgress) -> None:
        """Keep how far it has come."""
        await self._run(_FORGET_PROGRESS, {"which": incident_id})
        values = {"since": progress.since, "steps": progress.steps, "raised": progress.raised}
        await self._run(_ADD_PROGRESS, {"incident_id": incident_id, **values})

    async def calls(self, incident_id: int) -> list[EscalationCall]:
        """Return whom it has rung, the first first."""
        rows = await self._run(_CALLS, {"which": incident_id})
        return [EscalationCall(person_id=row.person_id, whom=Rung(row.whom), at=row.called_at) for row in rows]

    async def add_calls(self, incident_id: int, calls: Sequence[EscalationCall]) -> None:
        """Keep whom it has rung besides."""
        rows = [
            {
                "id": new_id(),
                "incident_id": incident_id,
                "person_id": call.person_id,
                "whom": call.whom.value,
                "called_at": call.at,
            }
            for call in calls
        ]
        if rows:
            await self._run(_ADD_CALLS, rows)

    async def forget_calls(self, incident_id: int) -> None:
        """Forget whom it has rung: another desk has it now."""
        await self._run(_FORGET_CALLS, {"which": incident_id})

    async def _run(self, statement: Any, values: Any) -> Any:
        return await (await self._session.connection()).execute(statement, values)
