"""All roles of somebody who is suspended rest until that is lifted."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.core import core_tables as t
from storage.people import held_addresses
from storage.people.grants import SqlGrants


async def suspend(session: AsyncSession, person_id: int, by_id: int | None, now: datetime) -> bool:
    """Let all their roles rest, and end every code of theirs that is open; False where they rest already."""
    if not await _set(session, person_id, t.person.c.suspended_at.is_(None), suspended_at=now, suspended_by_id=by_id):
        return False
    await SqlGrants(session).rest(person_id)
    theirs = or_(t.code.c.person_id == person_id, t.code.c.made_by_id == person_id)
    await (await session.connection()).execute(delete(t.code).where(theirs, t.code.c.used_at.is_(None)))
    session.expire_all()
    return True


async def take_over(session: AsyncSession, person_id: int) -> bool:
    """Let it be an operator's from now on; False where no coordinator's stands (any more)."""
    done = await _set(session, person_id, t.person.c.suspended_by_id.is_not(None), suspended_by_id=None)
    session.expire_all()
    return done


async def lift(session: AsyncSession, person_id: int) -> bool:
    """Give back the roles that rest by nothing else; False where they are not suspended (any more)."""
    suspended = t.person.c.suspended_at.is_not(None)
    if not await _set(session, person_id, suspended, suspended_at=None, suspended_by_id=None):
        return False
    changed_at = select(t.person.c.unverified_at).where(t.person.c.id == person_id)
    number_changed = (await (await session.connection()).execute(changed_at)).scalar_one() is not None
    await SqlGrants(session).wake(person_id, but_above_member=number_changed)
    await held_addresses.let_go(session, person_id)
    session.expire_all()
    return True


async def _set(session: AsyncSession, person_id: int, guard: Any, **values: Any) -> bool:
    """Change the person's row; False where the guard did not hold."""
    change = update(t.person).where(t.person.c.id == person_id, guard).values(**values)
    return (await (await session.connection()).execute(change)).rowcount == 1
