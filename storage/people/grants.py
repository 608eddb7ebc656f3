"""Roles of persons in towns, and those that rest while somebody is suspended."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, Table, bindparam, delete, exists, insert, literal, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.people.person import ABOVE_MEMBER, Grant, Role
from storage.core.core_tables import grant, person, resting_grant
from storage.core.ids import new_id

_ABOVE = sorted(role.value for role in ABOVE_MEMBER)
_HEARS = (Role.SUBSCRIBER.value, Role.MEMBER.value)
"""Roles by which somebody gets the community's alerts."""
_COLUMNS = ("id", "person_id", "town_id", "role", "granted_at")

# Built once: everybody who joins is given some.
_STATES = select(person.c.suspended_at, person.c.unverified_at).where(person.c.id == bindparam("whose"))
_ADD = {grant: insert(grant), resting_grant: insert(resting_grant)}
_RESTING = select(resting_grant).where(resting_grant.c.person_id == bindparam("whose")).order_by(resting_grant.c.id)
_TAKE_IN_TOWN = [
    delete(table).where(table.c.person_id == bindparam("whose"), table.c.town_id == bindparam("there"))
    for table in (grant, resting_grant)
]


@cache
def _same_grant(table: Table, in_every_town: bool) -> Select[Any]:
    """Ask for a role of this person there. `in_every_town`: for one without a town."""
    there = table.c.town_id.is_(None) if in_every_town else table.c.town_id == bindparam("there")
    return select(table.c.id).where(table.c.person_id == bindparam("whose"), table.c.role == bindparam("which"), there)


class SqlGrants:
    """Roles of persons in the database (port: alerts/work/people.py)."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def give(self, person_id: int, role: Role, town_id: int | None, now: datetime) -> None:
        """Give a role; having it already is fine. Where the others rest it comes with them, when they wake."""
        suspended, uncompared = (await self._run(_STATES, {"whose": person_id})).first() or (None, None)
        rests = suspended is not None or (uncompared is not None and role in ABOVE_MEMBER)
        table = resting_grant if rests else grant
        given = {"whose": person_id, "which": role.value, "there": town_id}
        if (await self._run(_same_grant(table, town_id is None), given)).first() is None:
            values = {"id": new_id(), "person_id": person_id, "town_id": town_id, "role": role.value, "granted_at": now}
            await self._run(_ADD[table], values | ({"member_given": False} if rests else {}))

    async def take(self, person_id: int, town_id: int) -> None:
        """Take every role of theirs in that town away."""
        for statement in _TAKE_IN_TOWN:
            await self._run(statement, {"whose": person_id, "there": town_id})

    async def take_role(self, person_id: int, role: Role, town_id: int | None) -> bool:
        """Take one role away, one that rests too; False where they don't have it. `town_id`: None for every town."""
        rests = resting_grant.c
        here = rests.town_id == town_id if town_id is not None else rests.town_id.is_(None)
        stands_in = rests.person_id == person_id, here, rests.member_given
        stood_in = await self._towns(*stands_in) if role in ABOVE_MEMBER else []
        taken = 0
        for table in (grant, resting_grant):
            same_town = table.c.town_id == town_id if town_id is not None else table.c.town_id.is_(None)
            gone = await self._run(
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
            await self._run(delete(table).where(table.c.person_id == person_id))

    async def resting(self, person_id: int) -> tuple[Grant, ...]:
        """Return the roles of theirs that rest."""
        rows = await self._run(_RESTING, {"whose": person_id})
        return tuple(Grant(Role(row.role), row.town_id) for row in rows)

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
        await self._run(update(resting_grant).where(*lost).values(member_given=True))
        for town_id in towns:
            await self.give(person_id, Role.MEMBER, town_id, now)

    async def end_stand_in(self, person_id: int) -> None:
        """Take back what they were given to hear alerts as members."""
        given = resting_grant.c.person_id == person_id, resting_grant.c.member_given
        towns = await self._towns(*given)
        for town_id in towns:
            await self.take_role(person_id, Role.MEMBER, town_id)
        await self._run(update(resting_grant).where(*given).values(member_given=False))

    async def _towns(self, *which: Any) -> list[int | None]:
        towns = select(resting_grant.c.town_id).where(*which).distinct()
        return list((await self._run(towns)).scalars())

    async def _run(self, statement: Any, values: Mapping[str, Any] | None = None) -> Any:
        return await (await self._session.connection()).execute(statement, values)

    async def _move(self, source: Table, target: Table, person_id: int, *which: Any) -> None:
        here, there = source.c, target.alias("there").c
        same_town = (there.town_id == here.town_id) | (there.town_id.is_(None) & here.town_id.is_(None))
        has_it = select(literal(1)).where(there.person_id == person_id, there.role == here.role, same_town).exists()
        theirs = select(*(here[name] for name in _COLUMNS)).where(here.person_id == person_id, ~has_it, *which)
        await self._run(insert(target).from_select(_COLUMNS, theirs))
        await self._run(delete(source).where(here.person_id == person_id, *which))
