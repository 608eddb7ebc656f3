"""Roles above member that rest while a safety number is to be compared."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.core import core_tables as t
from storage.people.grants import SqlGrants


async def rest(session: AsyncSession, person_id: int, now: datetime) -> bool:
    """Let them rest, and end the person's open codes; False where they rest already."""
    connection, p = await session.connection(), t.person.c
    fresh = update(t.person).where(p.id == person_id, p.unverified_at.is_(None))
    if (await connection.execute(fresh.values(unverified_at=now))).rowcount != 1:
        return False
    await SqlGrants(session).rest_above_member(person_id, now)
    await connection.execute(delete(t.code).where(t.code.c.person_id == person_id, t.code.c.used_at.is_(None)))
    session.expire_all()
    return True


async def restore(session: AsyncSession, person_id: int) -> bool:
    """Give them back, but to who is suspended; False where none rests so (any more)."""
    connection, p = await session.connection(), t.person.c
    waits = update(t.person).where(p.id == person_id, p.unverified_at.is_not(None))
    if (await connection.execute(waits.values(unverified_at=None))).rowcount != 1:
        return False
    grants = SqlGrants(session)
    await grants.end_stand_in(person_id)
    suspended = await connection.execute(select(p.suspended_at).where(p.id == person_id))
    if suspended.scalar_one() is None:
        await grants.wake(person_id, but_above_member=False)
    session.expire_all()
    return True
