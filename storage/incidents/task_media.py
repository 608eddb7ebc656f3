"""What people sent from their tasks, sealed."""

from collections.abc import Collection
from dataclasses import astuple

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.waiting_media import TaskMedia
from alerts.notices import Media
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.incidents.tables import TaskMediaRow


class SqlTaskMedia:
    """What people sent from their tasks, in the database (port: alerts/incidents/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def add(self, sent: TaskMedia) -> None:
        """Keep one more."""
        row_id = new_id()
        self._session.add(
            TaskMediaRow(
                id=row_id,
                incident_id=sent.incident_id,
                person_id=sent.person_id,
                kind=sent.media.kind,
                media=self._vault.seal_json("task_media", "media", row_id, list(astuple(sent.media))),
                sent_at=sent.sent_at,
                rang_at=sent.rang_at,
                waits=sent.waits,
            )
        )
        await self._session.flush()

    async def last(self, incident_id: int, person_id: int, kind: str) -> TaskMedia | None:
        """Return the newest of this kind that this person sent from there."""
        t = TaskMediaRow
        asked = (
            select(t)
            .where(t.incident_id == incident_id, t.person_id == person_id, t.kind == kind)
            .order_by(col(t.sent_at).desc(), col(t.id).desc())
            .limit(1)
        )
        row = (await self._session.exec(asked)).first()
        return self._sent(row) if row is not None else None

    async def waiting(self, incident_ids: Collection[int]) -> list[TaskMedia]:
        """Return those that wait at these incidents, oldest first."""
        t = TaskMediaRow
        here = col(t.incident_id).in_(sorted(incident_ids))
        asked = select(t).where(here, col(t.waits)).order_by(col(t.sent_at), col(t.id))
        return [self._sent(row) for row in (await self._session.exec(asked)).all()]

    def _sent(self, row: TaskMediaRow) -> TaskMedia:
        return TaskMedia(
            incident_id=row.incident_id,
            person_id=row.person_id,
            media=Media(*self._vault.open_json("task_media", "media", row.id, row.media)),
            sent_at=row.sent_at,
            rang_at=row.rang_at,
            waits=row.waits,
        )
