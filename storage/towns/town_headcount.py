"""Counting who is in a town."""

from typing import Any

from sqlalchemy import Select, bindparam, distinct, exists, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.people.person import Role
from alerts.towns.headcount import TownHeadcount
from storage.core.core_tables import contact, grant, person
from storage.outbox.reach import GROUPS_BY_TRANSPORT


def _people(*columns: Any) -> Select[Any]:
    """Query these columns of everybody with a role in "town" who said yes and did not stop."""
    return (
        select(*columns)
        .select_from(grant)
        .join(person, person.c.id == grant.c.person_id)
        .where(
            or_(grant.c.town_id == bindparam("town"), grant.c.town_id.is_(None)),
            person.c.consented_at.is_not(None),
            person.c.stopped_at.is_(None),
        )
    )


# Built once: who looks after several towns asks for these of each.
_HOW_MANY = func.count(distinct(person.c.id))
_REACHABLE = exists().where(contact.c.person_id == person.c.id, contact.c.reachable)
_ALL = _people(_HOW_MANY)
_UNREACHABLE = _ALL.where(~_REACHABLE)
_BY_ROLE = _people(grant.c.role, _HOW_MANY).group_by(grant.c.role)
_BY_LANGUAGE = _people(person.c.language, _HOW_MANY).where(person.c.language.is_not(None)).group_by(person.c.language)


async def read_headcount(session: AsyncSession, town_id: int) -> TownHeadcount:
    """Count who is in this town, with those who have a role in every town."""
    connection, here = await session.connection(), {"town": town_id}

    async def counted(query: Select[Any]) -> dict[str, int]:
        return {row[0]: row[1] for row in await connection.execute(query, here)}

    return TownHeadcount(
        people=(await connection.execute(_ALL, here)).scalar_one(),
        roles={Role(role): count for role, count in (await counted(_BY_ROLE)).items()},
        languages=await counted(_BY_LANGUAGE),
        unreachable=(await connection.execute(_UNREACHABLE, here)).scalar_one(),
        groups=await counted(GROUPS_BY_TRANSPORT),
    )
