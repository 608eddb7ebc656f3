"""Roles of persons in towns, and those that rest while somebody is suspended."""

from datetime import datetime

from sqlalchemy import Table, delete, insert, literal
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.people.person import Grant, Role
from storage.core.core_tables import grant, resting_grant
from storage.core.ids import new_id
from storage.core.people_tables import GrantRow, PersonRow, RestingGrantRow

_COLUMNS = ("id", "person_id", "town_id", "role", "granted_at")


class SqlGrants:
    """Roles of persons in the database (port: alerts/work/people.py)."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def give(self, person_id: int, role: Role, town_id: int | None, now: datetime) -> None:
        """Give a role; having it already is fine. To who is suspended it comes with the others, when they wake."""
        suspended = await self._session.exec(select(PersonRow.suspended_at).where(PersonRow.id == person_id))
        table = GrantRow if suspended.first() is None else RestingGrantRow
        same_town = table.town_id == town_id if town_id is not None else col(table.town_id).is_(None)
        there = await self._session.exec(
            select(table.id).where(table.person_id == person_id, table.role == role.value, same_town)
        )
        if there.first() is None:
            self._session.add(table(id=new_id(), person_id=person_id, town_id=town_id, role=role.value, granted_at=now))
            await self._session.flush()

    async def take(self, person_id: int, town_id: int) -> None:
        """Take every role of theirs in that town away."""
        for table in (grant, resting_grant):
            await self._session.exec(delete(table).where(table.c.person_id == person_id, table.c.town_id == town_id))

    async def take_role(self, person_id: int, role: Role, town_id: int | None) -> bool:
        """Take one role away, one that rests too; False where they don't have it. `town_id`: None for every town."""
        taken = 0
        for table in (grant, resting_grant):
            same_town = table.c.town_id == town_id if town_id is not None else table.c.town_id.is_(None)
            gone = await self._session.exec(
                delete(table).where(table.c.person_id == person_id, table.c.role == role.value, same_town)
            )
            taken += gone.rowcount
        self._session.expire_all()
        return bool(taken)

    async def take_all(self, person_id: int) -> None:
        """Take every role of theirs away."""
        for table in (grant, resting_grant):
            await self._session.exec(delete(table).where(table.c.person_id == person_id))

    async def resting(self, person_id: int) -> tuple[Grant, ...]:
        """Return the roles of theirs that rest."""
        rows = await self._session.exec(select(RestingGrantRow).where(RestingGrantRow.person_id == person_id))
        return tuple(Grant(Role(row.role), row.town_id) for row in rows.all())

    async def rest(self, person_id: int) -> None:
        """Put their roles where nothing asks for them."""
        await self._move(grant, resting_grant, person_id)

    async def wake(self, person_id: int) -> None:
        """Put the roles that rest back."""
        await self._move(resting_grant, grant, person_id)

    async def _move(self, source: Table, target: Table, person_id: int) -> None:
        here, there = source.c, target.alias("there").c
        same_town = (there.town_id == here.town_id) | (there.town_id.is_(None) & here.town_id.is_(None))
        has_it = select(literal(1)).where(there.person_id == person_id, there.role == here.role, same_town).exists()
        theirs = select(*(here[name] for name in _COLUMNS)).where(here.person_id == person_id, ~has_it)
        await self._session.exec(insert(target).from_select(_COLUMNS, theirs))
        await self._session.exec(delete(source).where(here.person_id == person_id))
