"""Who is muted."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.mute import Mute
from storage.core.ids import new_id
from storage.core.moments import UtcMilliseconds
from storage.encryption.vault import Vault
from storage.incidents.tables import mute as mutes

# Built once: every report asks who is muted.
_STANDING = (
    select(mutes)
    .where(mutes.c.until > bindparam("now", type_=UtcMilliseconds()))
    .order_by(mutes.c.muted_at, mutes.c.id)
)
_ADD = insert(mutes)
_LIFT = delete(mutes).where(mutes.c.person_id == bindparam("person"))
_CLEAR = delete(mutes).where(
    or_(mutes.c.person_id == bindparam("person"), mutes.c.until <= bindparam("now", type_=UtcMilliseconds()))
)


class SqlMutes:
    """Who is muted in the database (port: alerts/incidents/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session
        self._kept: list[Mute] | None = None
        """Those that stood when this unit of work first asked: they are few, and asked for again and again."""

    async def mute(self, mute: Mute) -> None:
        """Keep it in place of an older one of the same person; those that are over go."""
        connection = await self._session.connection()
        await connection.execute(_CLEAR, {"person": mute.person_id, "now": mute.muted_at})
        values = {
            "id": new_id(),
            "person_id": mute.person_id,
            "report_id": mute.report_id,
            "muted_at": mute.muted_at,
            "until": mute.until,
        }
        await connection.execute(_ADD, values)
        self._kept = None

    async def lift(self, person_id: int) -> None:
        """End it before its time."""
        await (await self._session.connection()).execute(_LIFT, {"person": person_id})
        self._kept = None

    async def among(self, person_ids: Iterable[int], now: datetime) -> dict[int, Mute]:
        """Return the mutes that stand of these persons, by person."""
        ids = frozenset(person_ids)
        return {mute.person_id: mute for mute in await self.standing(now) if mute.person_id in ids} if ids else {}

    async def standing(self, now: datetime) -> list[Mute]:
        """Return all that stand, oldest first."""
        if self._kept is None:
            rows = await (await self._session.connection()).execute(_STANDING, {"now": now})
            self._kept = [_mute(row) for row in rows]
        return [mute for mute in self._kept if mute.until > now]


def _mute(row: Any) -> Mute:
    return Mute(person_id=row.person_id, report_id=row.report_id, muted_at=row.muted_at, until=row.until)
