"""Roles that were taken from people, in the database: keyed hashes of addresses, which outlive the person."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.network.retention import Retention
from alerts.people.person import Role
from storage.core.ids import new_id
from storage.core.moments import UtcMilliseconds
from storage.encryption.vault import Vault
from storage.people.held_addresses import indexes
from storage.trust.tables import taken_role as t

KEPT = timedelta(days=90)
"""As long as an invitation is good at most (alerts/joining/invitation_limits.py)."""
_ORDER = tuple(Role)
"""Later ones are trusted with more."""

_HERE = t.c.address_index.in_(bindparam("hashes", expanding=True))
# Built once: everybody who joins is asked this.
_TAKEN = select(t.c.id).where(_HERE, t.c.role.in_(bindparam("roles", expanding=True))).limit(1)
_TAKEN_SINCE = _TAKEN.where(t.c.taken_at >= bindparam("since", type_=UtcMilliseconds()))
_NEWEST = select(func.max(t.c.taken_at, type_=t.c.taken_at.type)).where(_HERE)


class SqlTakenRoles:
    """Taken roles in the database (port: alerts/trust/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def add(self, person_id: int, role: Role, now: datetime) -> None:
        """Keep that this role was taken from them now, in place of when it was before."""
        hashes = await self._hashes(person_id)
        await self._run(delete(t).where(t.c.address_index.in_(hashes), t.c.role == role.value))
        for one in hashes:
            await self._run(insert(t).values(id=new_id(), address_index=one, role=role.value, taken_at=now))

    async def was_taken(self, person_id: int, role: Role, since: datetime | None) -> bool:
        """Say whether this role, or one trusted with less, was taken from an address of theirs since that moment."""
        up_to = [one.value for one in _ORDER[: _ORDER.index(role) + 1]]
        given = {"hashes": await self._hashes(person_id), "roles": up_to}
        asking = _TAKEN if since is None else _TAKEN_SINCE
        return (await self._run(asking, given if since is None else given | {"since": since})).first() is not None

    async def newest(self, person_id: int) -> datetime | None:
        """Return when a role was last taken from an address of theirs."""
        given = {"hashes": await self._hashes(person_id)}
        moment: datetime | None = (await self._run(_NEWEST, given)).scalar_one()
        return moment

    async def _hashes(self, person_id: int) -> list[bytes]:
        return sorted(await indexes(self._session, self._vault, person_id))

    async def _run(self, statement: Any, values: Mapping[str, Any] | None = None) -> Any:
        return await (await self._session.connection()).execute(statement, values)


async def purge_taken_roles(session: AsyncSession, now: datetime, _: Retention) -> None:
    """Forget what was taken before any invitation was made that can still be used."""
    await (await session.connection()).execute(delete(t).where(t.c.taken_at < now - KEPT))
