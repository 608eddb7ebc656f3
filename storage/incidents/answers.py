"""What responders answered to alerts."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.incident import Reply
from storage.core.ids import new_id
from storage.core.subject_tables import SubjectRow
from storage.encryption.vault import Vault
from storage.incidents.tables import AnswerRow


class SqlAnswers:
    """Answers to alerts in the database (port: alerts/incidents/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def save(self, incident_id: int, person_id: int, reply: Reply, now: datetime) -> None:
        """Keep an answer; the latest of a person counts."""
        changed = await self._session.exec(
            update(AnswerRow)
            .where(col(AnswerRow.incident_id) == incident_id, col(AnswerRow.person_id) == person_id)
            .values(answer=reply.value, at=now)
        )
        if changed.rowcount == 0:
            self._session.add(
                AnswerRow(id=new_id(), incident_id=incident_id, person_id=person_id, answer=reply.value, at=now)
            )
            await self._session.flush()
        self._session.expire_all()

    async def of(self, incident_id: int) -> dict[int, Reply]:
        """Return the answers by person."""
        rows = await self._session.exec(select(AnswerRow).where(AnswerRow.incident_id == incident_id))
        return {row.person_id: Reply(row.answer) for row in rows.all()}

    async def of_person(self, person_id: int) -> dict[int, Reply]:
        """Return what this person answered about incidents that are open, by the incidents' ids."""
        rows = await self._session.exec(
            select(AnswerRow)
            .join(SubjectRow, col(SubjectRow.id) == AnswerRow.incident_id)
            .where(AnswerRow.person_id == person_id, col(SubjectRow.closed_at).is_(None))
        )
        return {row.incident_id: Reply(row.answer) for row in rows.all()}

    async def forget(self, incident_id: int) -> None:
        """Remove the answers to an alert that is over."""
        await self._session.exec(delete(AnswerRow).where(col(AnswerRow.incident_id) == incident_id))
        self._session.expire_all()
