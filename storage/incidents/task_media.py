"""What people sent from their tasks, sealed."""

from collections.abc import Collection
from dataclasses import astuple
from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.waiting_media import TaskMedia
from alerts.notices import Media
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.incidents.tables import task_media as t

# Built once: who is on a task may send many.
_ADD = insert(t)
_LAST = (
    select(t)
    .where(
        t.c.incident_id == bindparam("incident"), t.c.person_id == bindparam("person"), t.c.kind == bindparam("sort")
    )
    .order_by(t.c.sent_at.desc(), t.c.id.desc())
    .limit(1)
)
_WAITING = (
    select(t)
    .where(t.c.incident_id.in_(bindparam("incidents", expanding=True)), t.c.waits)
    .order_by(t.c.sent_at, t.c.id)
)


class SqlTaskMedia:
    """What people sent from their tasks, in the database (port: alerts/incidents/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def add(self, sent: TaskMedia) -> None:
        """Keep one more."""
        row_id = new_id()
        values = {
            "id": row_id,
            "incident_id": sent.incident_id,
            "person_id": sent.person_id,
            "kind": sent.media.kind,
            "media": self._vault.seal_json("task_media", "media", row_id, list(astuple(sent.media))),
            "sent_at": sent.sent_at,
            "rang_at": sent.rang_at,
            "waits": sent.waits,
        }
        await (await self._session.connection()).execute(_ADD, values)

    async def last(self, incident_id: int, person_id: int, kind: str) -> TaskMedia | None:
        """Return the newest of this kind that this person sent from there."""
        given = {"incident": incident_id, "person": person_id, "sort": kind}
        row = (await (await self._session.connection()).execute(_LAST, given)).first()
        return self._sent(row) if row is not None else None

    async def waiting(self, incident_ids: Collection[int]) -> list[TaskMedia]:
        """Return those that wait at these incidents, oldest first."""
        given = {"incidents": sorted(incident_ids)}
        return [self._sent(row) for row in await (await self._session.connection()).execute(_WAITING, given)]

    def _sent(self, row: Any) -> TaskMedia:
        return TaskMedia(
            incident_id=row.incident_id,
            person_id=row.person_id,
            media=Media(*self._vault.open_json("task_media", "media", row.id, row.media)),
            sent_at=row.sent_at,
            rang_at=row.rang_at,
            waits=row.waits,
        )
