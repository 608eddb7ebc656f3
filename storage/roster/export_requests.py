"""Wishes for the list of people, in the database."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.roster.export_request import ExportRequest
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.roster.tables import ExportRequestRow


class SqlExportRequests:
    """Wishes for the list of people, in the database (port: alerts/roster/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def of(self, person_id: int) -> ExportRequest | None:
        """Return what this person wishes; None: nothing."""
        found = await self._session.exec(select(ExportRequestRow).where(ExportRequestRow.person_id == person_id))
        return _request(found.first())

    async def get(self, request_id: int) -> ExportRequest | None:
        """Return the wish of this id; None where it is over."""
        return _request(await self._session.get(ExportRequestRow, request_id))

    async def begin(self, person_id: int, town_id: int | None, now: datetime) -> ExportRequest:
        """Keep a new wish, in place of the one before."""
        await self._session.exec(delete(ExportRequestRow).where(col(ExportRequestRow.person_id) == person_id))
        row = ExportRequestRow(id=new_id(), person_id=person_id, town_id=town_id, asked_at=now)
        self._session.add(row)
        await self._session.flush()
        return ExportRequest(id=row.id, person_id=person_id, town_id=town_id, asked_at=now)

    async def end(self, request_id: int) -> bool:
        """Forget it; False where somebody else was faster."""
        gone = await self._session.exec(delete(ExportRequestRow).where(col(ExportRequestRow.id) == request_id))
        self._session.expire_all()
        return bool(gone.rowcount == 1)


def _request(row: ExportRequestRow | None) -> ExportRequest | None:
    if row is None:
        return None
    return ExportRequest(id=row.id, person_id=row.person_id, town_id=row.town_id, asked_at=row.asked_at)
