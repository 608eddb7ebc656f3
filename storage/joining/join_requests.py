"""Requests to join in the database: one a person."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.joining.join_request import JoinRequest
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.joining.tables import JoinRequestRow


class SqlJoinRequests:
    """Requests to join in the database (port: alerts/joining/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def of(self, person_id: int) -> JoinRequest | None:
        """Return the last request of this person; None where they made none, or it was granted."""
        found = await self._session.exec(select(JoinRequestRow).where(JoinRequestRow.person_id == person_id))
        row = found.first()
        if row is None:
            return None
        return JoinRequest(
            person_id=row.person_id, town_id=row.town_id, asked_at=row.asked_at, declined_at=row.declined_at
        )

    async def begin(self, person_id: int, town_id: int, now: datetime) -> None:
        """Keep a new request, in place of the one before."""
        await self.end(person_id)
        self._session.add(JoinRequestRow(id=new_id(), person_id=person_id, town_id=town_id, asked_at=now))
        await self._session.flush()

    async def decline(self, person_id: int, now: datetime) -> None:
        """Remember that a coordinator declined it."""
        await self._session.exec(
            update(JoinRequestRow).where(col(JoinRequestRow.person_id) == person_id).values(declined_at=now)
        )
        self._session.expire_all()

    async def end(self, person_id: int) -> None:
        """Forget it: they are in."""
        await self._session.exec(delete(JoinRequestRow).where(col(JoinRequestRow.person_id) == person_id))
        self._session.expire_all()
