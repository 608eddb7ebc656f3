"""Roles of persons in towns."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.people.person import Role
from storage.core.ids import new_id
from storage.core.people_tables import GrantRow


class SqlGrants:
    """Roles of persons in the database (port: alerts/work/people.py)."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def give(self, person_id: int, role: Role, town_id: int | None, now: datetime) -> None:
        """Give a role; having it already is fine."""
        same_town = GrantRow.town_id == town_id if town_id is not None else col(GrantRow.town_id).is_(None)
        there = await self._session.exec(
            select(GrantRow.id).where(GrantRow.person_id == person_id, GrantRow.role == role.value, same_town)
        )
        if there.first() is None:
            self._session.add(
                GrantRow(id=new_id(), person_id=person_id, town_id=town_id, role=role.value, granted_at=now)
            )
            await self._session.flush()

    async def take(self, person_id: int, town_id: int) -> None:
        """Take every role of theirs in that town away."""
        await self._session.exec(
            delete(GrantRow).where(col(GrantRow.person_id) == person_id, col(GrantRow.town_id) == town_id)
        )
