"""Counting who is in a town."""

from typing import Any

from sqlalchemy import Select, distinct, exists, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.people.person import Role
from alerts.towns.headcount import TownHeadcount
from storage.core.core_tables import contact, grant, group_chat, line, person


async def read_headcount(session: AsyncSession, town_id: int) -> TownHeadcount:
    """Count who is in this town, with those who have a role in every town."""
    people = func.count(distinct(person.c.id))
    reachable = exists().where(contact.c.person_id == person.c.id, contact.c.reachable)
    groups = (
        select(line.c.transport, func.count())
        .join(group_chat, group_chat.c.line_id == line.c.id)
        .where(group_chat.c.town_id == town_id, group_chat.c.active)
        .group_by(line.c.transport)
    )
    languages = _people(town_id, person.c.language, people).where(person.c.language.is_not(None))
    connection = await session.connection()

    async def counted(query: Select[Any]) -> dict[str, int]:
        return {row[0]: row[1] for row in await connection.execute(query)}

    return TownHeadcount(
        people=(await connection.execute(_people(town_id, people))).scalar_one(),
        roles={
            Role(role): count
            for role, count in (await counted(_people(town_id, grant.c.role, people).group_by(grant.c.role))).items()
        },
        languages=await counted(languages.group_by(person.c.language)),
        unreachable=(await connection.execute(_people(town_id, people).where(~reachable))).scalar_one(),
        groups=await counted(groups),
    )


def _people(town_id: int, *columns: Any) -> Select[Any]:
    """Query these columns of everybody with a role there who said yes and did not stop."""
    return (
        select(*columns)
        .select_from(grant)
        .join(person, person.c.id == grant.c.person_id)
        .where(
            or_(grant.c.town_id == town_id, grant.c.town_id.is_(None)),
            person.c.consented_at.is_not(None),
            person.c.stopped_at.is_(None),
        )
    )
