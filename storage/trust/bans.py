"""Bans in the database: of whom, since when, and the keyed hashes of their addresses."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.trust.ban import Ban
from storage.core.core_tables import code, contact, grant, person, resting_grant
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.people.held_addresses import held_index, indexes, let_go
from storage.profile.tables import person_skill, profile
from storage.trust.tables import ban

# Made once: every stranger's message asks for it.
_AT_ADDRESS = select(ban.c.id).where(ban.c.address_index == bindparam("address"))


class SqlBans:
    """Bans in the database (port: alerts/trust/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def add(self, person_id: int, by_id: int | None, now: datetime) -> None:
        """Ban every address of this person, and let nothing of theirs stand: roles, name, consent, codes."""
        for index in sorted(await indexes(self._session, self._vault, person_id)):
            values = {"id": new_id(), "person_id": person_id, "by_id": by_id, "banned_at": now}
            await self._run(insert(ban).values(address_index=index, **values))
        for table in (grant, resting_grant, profile, person_skill):
            await self._run(delete(table).where(table.c.person_id == person_id))
        theirs = or_(code.c.person_id == person_id, code.c.made_by_id == person_id)
        await self._run(delete(code).where(theirs, code.c.used_at.is_(None)))
        gone = {"name": None, "consented_at": None, "suspended_at": None, "suspended_by_id": None, "away_until": None}
        await self._run(update(person).where(person.c.id == person_id).values(banned_at=now, stopped_at=now, **gone))
        self._session.expire_all()

    async def silence(self, person_id: int) -> None:
        """Send nothing more to them than what waits already."""
        await self._run(update(contact).where(contact.c.person_id == person_id).values(reachable=False))
        self._session.expire_all()

    async def end(self, person_id: int) -> bool:
        """Let them write again; False where no ban of theirs stands (any more)."""
        ended = await self._run(delete(ban).where(ban.c.person_id == person_id))
        await self._run(update(person).where(person.c.id == person_id).values(banned_at=None))
        await let_go(self._session, person_id)
        self._session.expire_all()
        return bool(ended.rowcount)

    async def stands_for(self, address: str) -> bool:
        """Say whether whoever writes from this address is banned."""
        found = await (await self._session.connection()).execute(
            _AT_ADDRESS, {"address": held_index(self._vault, address)}
        )
        return found.first() is not None

    async def page(self, start: int, most: int) -> list[Ban]:
        """Return so many of them at most, the newest first, from the `start`th on; one a person."""
        since = func.max(ban.c.banned_at, type_=ban.c.banned_at.type).label("since")
        asking = select(ban.c.person_id, func.max(ban.c.by_id), since).group_by(ban.c.person_id)
        rows = await self._run(asking.order_by(since.desc(), ban.c.person_id.desc()).offset(start).limit(most))
        return [Ban(person_id=whom, by_id=by_id, banned_at=banned_at) for whom, by_id, banned_at in rows]

    async def count(self) -> int:
        """Return how many people are banned."""
        found = await self._run(select(func.count(ban.c.person_id.distinct())))
        return int(found.scalar_one())

    async def _run(self, statement: Any) -> Any:
        return await (await self._session.connection()).execute(statement)
