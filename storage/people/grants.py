"""Roles of persons in towns, and those that rest while somebody is suspended."""

from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, exists, insert, literal, update
from sqlalchemy import select as core_select
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.people.person import ABOVE_MEMBER, Grant, Role
from storage.core.core_tables import grant, resting_grant
from storage.core.ids import new_id
from storage.core.people_tables import GrantRow, PersonRow, RestingGrantRow

_ABOVE = sorted(role.value for role in ABOVE_MEMBER)
_HEARS = (Role.SUBSCRIBER.value, Role.MEMBER.value)
"""Roles by which somebody gets the community's alerts."""
_COLUMNS = ("id", "person_id", "town_id", "role", "granted_at")


class SqlGrants:
    """Roles of persons in the database (port: alerts/work/people.py)."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def give(self, person_id: int, role: Role, town_id: int | None, now: datetime) -> None:
        """Give a role; having it already is fine. Where the others rest it comes with them, when they wake."""
        states = select(PersonRow.suspended_at, PersonRow.unverified_at).where(PersonRow.id == person_id)
        suspended, uncompared = (await self._session.exec(states)).first() or (None, None)
        rests = suspended is not None or (uncompared is not None and role in ABOVE_MEMBER)
        table = RestingGrantRow if rests else GrantRow
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
        rests = resting_grant.c
        here = rests.town_id == town_id if town_id is not None else rests.town_id.is_(None)
        stands_in = rests.person_id == person_id, here, rests.member_given
        stood_in = await self._towns(*stands_in) if role in ABOVE_MEMBER else []
        taken = 0
        for table in (grant, resting_grant):
            same_town = table.c.town_id == town_id if town_id is not None else table.c.town_id.is_(None)
            gone = await self._session.exec(
                delete(table).where(table.c.person_id == person_id, table.c.role == role.value, same_town)
            )
            taken += gone.rowcount
        if stood_in and not await self._towns(*stands_in):
            # They are a member there only for as long as a role of theirs rests.
            await self.take_role(person_id, Role.MEMBER, town_id)
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

    async def wake(self, person_id: int, *, but_above_member: bool) -> None:
        """Put the roles that rest back; `but_above_member`: all but those, which wait for a safety number."""
        below = [resting_grant.c.role.not_in(_ABOVE)] if but_above_member else []
        await self._move(resting_grant, grant, person_id, *below)

    async def rest_above_member(self, person_id: int, now: datetime) -> None:
        """Put their roles above member where nothing asks for them, and let them hear alerts as members."""
        await self._move(grant, resting_grant, person_id, grant.c.role.in_(_ABOVE))
        here, hears = resting_grant.c, grant.alias("hears").c
        same_town = (hears.town_id == here.town_id) | hears.town_id.is_(None)
        told = exists().where(hears.person_id == person_id, hears.role.in_(_HEARS), same_town)
        # Who is in the committee and nothing else hears no alerts anyway.
        lost = here.person_id == person_id, here.role.in_(_ABOVE), here.role != Role.COMMITTEE.value, ~told
        towns = await self._towns(*lost)
        await self._session.exec(update(resting_grant).where(*lost).values(member_given=True))
        for town_id in towns:
            await self.give(person_id, Role.MEMBER, town_id, now)

    async def end_stand_in(self, person_id: int) -> None:
        """Take back what they were given to hear alerts as members."""
        given = resting_grant.c.person_id == person_id, resting_grant.c.member_given
        towns = await self._towns(*given)
        for town_id in towns:
            await self.take_role(person_id, Role.MEMBER, town_id)
        await self._session.exec(update(resting_grant).where(*given).values(member_given=False))

    async def _towns(self, *which: Any) -> list[int | None]:
        towns = core_select(resting_grant.c.town_id).where(*which).distinct()
        return list((await (await self._session.connection()).execute(towns)).scalars())

    async def _move(self, source: Table, target: Table, person_id: int, *which: Any) -> None:
        here, there = source.c, target.alias("there").c
        same_town = (there.town_id == here.town_id) | (there.town_id.is_(None) & here.town_id.is_(None))
        has_it = select(literal(1)).where(there.person_id == person_id, there.role == here.role, same_town).exists()
        theirs = select(*(here[name] for name in _COLUMNS)).where(here.person_id == person_id, ~has_it, *which)
        await self._session.exec(insert(target).from_select(_COLUMNS, theirs))
        await self._session.exec(delete(source).where(here.person_id == person_id, *which))
