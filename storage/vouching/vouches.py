"""Who vouched for whom, in the database."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.audit.kept import AUDIT
from alerts.network.retention import Retention
from alerts.vouching.vouch import Vouch
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.inbox.insert_new import insert_new
from storage.vouching.tables import vouch

_ONCE = ("person_id", "by_id", "town_id")
# After a merge of two apps somebody's own may be among them.
_BY_OTHERS = vouch.c.by_id != vouch.c.person_id
_THERE = vouch.c.person_id == bindparam("whose"), vouch.c.town_id == bindparam("there")
# Built once: whoever joins, and whoever is vouched for, asks for it.
_OF = select(vouch).where(*_THERE, _BY_OTHERS).order_by(vouch.c.id)


class SqlVouches:
    """Vouches in the database (port: alerts/vouching/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def add(self, given: Vouch) -> bool:
        """Keep it; False where this person vouched for that one there before."""
        return await insert_new(self._session, vouch, {"id": new_id(), **vars(given)}, _ONCE)

    async def of(self, person_id: int, town_id: int) -> list[Vouch]:
        """Return those for this person in this town, the oldest first."""
        rows = await self._run(_OF, {"whose": person_id, "there": town_id})
        return [Vouch(person_id=row.person_id, by_id=row.by_id, town_id=row.town_id, at=row.at) for row in rows]

    async def take_back(self, person_id: int, at: datetime) -> None:
        """Forget what was given for this person at that moment."""
        await self._run(delete(vouch).where(vouch.c.person_id == person_id, vouch.c.at == at))

    async def _run(self, statement: Any, values: Mapping[str, Any] | None = None) -> Any:
        return await (await self._session.connection()).execute(statement, values)


async def purge_vouches(session: AsyncSession, now: datetime, retention: Retention) -> None:
    """Remove vouches that are kept as long as the log of who let in whom."""
    old = delete(vouch).where(vouch.c.at < now - retention.of(AUDIT))
    await (await session.connection()).execute(old)
