"""How many an alert to an audience would reach, and who of those it is meant for is left out."""

from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.network.audience import Audience
from alerts.work.mail import Reach
from storage.core.core_tables import code, contact, group_chat, invited, line, person
from storage.outbox.recipients import chosen_query, of_role, shape, values_of

# Built once, as all of these: to build a statement takes longer than SQLite needs for it.
GROUPS_BY_TRANSPORT = (
    select(line.c.transport, func.count())
    .join(group_chat, group_chat.c.line_id == line.c.id)
    .where(group_chat.c.town_id == bindparam("town"), group_chat.c.active)
    .group_by(line.c.transport)
)
"""Counts the groups of "town" that get its alerts."""


async def reach(session: AsyncSession, audience: Audience) -> Reach:
    """Count people and groups by transport, who is left out and why, and the languages of who hears."""
    form, values = shape(audience), values_of(audience)
    connection = await session.connection()
    left_out = (await connection.execute(_left_out(bool(audience.but_persons)), values)).one()
    return Reach(
        people={row[0]: row[1] for row in await connection.execute(_people(*form), values)},
        groups={row[0]: row[1] for row in await connection.execute(GROUPS_BY_TRANSPORT, {"town": audience.town_id})},
        unreachable=left_out.unreachable,
        stopped=left_out.stopped,
        no_consent=left_out.no_consent,
        away=left_out.away,
        languages={row[0]: row[1] for row in await connection.execute(_languages(*form), values)},
    )


async def persons_in(session: AsyncSession, audience: Audience) -> frozenset[int]:
    """Return whom a broadcast to this audience would reach now."""
    found = await (await session.connection()).execute(_reached(*shape(audience)), values_of(audience))
    return frozenset(found.scalars())


@cache
def _reached(also_away: bool, but_persons: bool) -> Select[Any]:
    told = chosen_query(also_away, but_persons).subquery()
    return select(contact.c.person_id).join(told, told.c.contact_id == contact.c.id)


@cache
def _people(also_away: bool, but_persons: bool) -> Select[Any]:
    told = chosen_query(also_away, but_persons).subquery()
    return select(line.c.transport, func.count()).join(told, told.c.line_id == line.c.id).group_by(line.c.transport)


@cache
def _languages(also_away: bool, but_persons: bool) -> Select[Any]:
    told = chosen_query(also_away, but_persons).subquery()
    return (
        select(person.c.language, func.count())
        .join(contact, contact.c.person_id == person.c.id)
        .join(told, told.c.contact_id == contact.c.id)
        .where(person.c.language.is_not(None))
        .group_by(person.c.language)
    )


@cache
def _left_out(but_persons: bool) -> Select[Any]:
    """Query who is not told: each counts once, for the first reason that holds."""
    reached = exists().where(contact.c.person_id == person.c.id, contact.c.reachable)
    stopped, said_yes = person.c.stopped_at.is_not(None), person.c.consented_at.is_not(None)
    here = person.c.away_until.is_(None)
    opened = exists().where(
        invited.c.person_id == person.c.id,
        invited.c.code_id == code.c.id,
        code.c.used_at.is_(None),
        code.c.role.in_(bindparam("roles", expanding=True)),
        or_(code.c.town_id == bindparam("town"), code.c.town_id.is_(None)),
    )
    meant = of_role(but_persons)
    return select(
        _count(*meant, stopped).label("stopped"),
        _count(~stopped, ~said_yes, or_(opened, and_(*meant))).label("no_consent"),
        _count(*meant, ~stopped, said_yes, ~here).label("away"),
        _count(*meant, ~stopped, said_yes, here, ~reached).label("unreachable"),
    )


def _count(*conditions: Any) -> Any:
    return select(func.count()).select_from(person).where(*conditions).scalar_subquery()
