"""How many an alert to an audience would reach, and who of those it is meant for is left out."""

from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.network.audience import Audience
from alerts.work.mail import Reach
from storage.core.core_tables import code, contact, group_chat, invited, line, person
from storage.outbox.recipients import chosen, of_role


async def reach(session: AsyncSession, audience: Audience) -> Reach:
    """Count people and groups by transport, who is left out and why, and the languages of who hears."""
    told = chosen(audience).subquery()
    people = select(line.c.transport, func.count()).join(told, told.c.line_id == line.c.id).group_by(line.c.transport)
    groups = (
        select(line.c.transport, func.count())
        .join(group_chat, group_chat.c.line_id == line.c.id)
        .where(group_chat.c.town_id == audience.town_id, group_chat.c.active)
        .group_by(line.c.transport)
    )
    languages = (
        select(person.c.language, func.count())
        .join(contact, contact.c.person_id == person.c.id)
        .join(told, told.c.contact_id == contact.c.id)
        .where(person.c.language.is_not(None))
        .group_by(person.c.language)
    )
    connection = await session.connection()
    left_out = (await connection.execute(_left_out(audience))).one()
    return Reach(
        people={row[0]: row[1] for row in await connection.execute(people)},
        groups={row[0]: row[1] for row in await connection.execute(groups)},
        unreachable=left_out.unreachable,
        stopped=left_out.stopped,
        no_consent=left_out.no_consent,
        away=left_out.away,
        languages={row[0]: row[1] for row in await connection.execute(languages)},
    )


def _left_out(audience: Audience) -> Any:
    """Query who is not told: each counts once, for the first reason that holds."""
    reached = exists().where(contact.c.person_id == person.c.id, contact.c.reachable)
    stopped, said_yes = person.c.stopped_at.is_not(None), person.c.consented_at.is_not(None)
    here = person.c.away_until.is_(None)
    opened = exists().where(
        invited.c.person_id == person.c.id,
        invited.c.code_id == code.c.id,
        code.c.used_at.is_(None),
        code.c.role.in_([role.value for role in sorted(audience.roles)]),
        or_(code.c.town_id == audience.town_id, code.c.town_id.is_(None)),
    )
    meant = of_role(audience)
    return select(
        _count(*meant, stopped).label("stopped"),
        _count(~stopped, ~said_yes, or_(opened, and_(*meant))).label("no_consent"),
        _count(*meant, ~stopped, said_yes, ~here).label("away"),
        _count(*meant, ~stopped, said_yes, here, ~reached).label("unreachable"),
    )


def _count(*conditions: Any) -> Any:
    return select(func.count()).select_from(person).where(*conditions).scalar_subquery()
