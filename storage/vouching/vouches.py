"""Who vouched for whom, in the database."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, insert, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.audit.kept import AUDIT
from alerts.network.retention import Retention
from alerts.vouching.vouch import Vouch
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.vouching.tables import vouch


class SqlVouches:
    """Vouches in the database (port: alerts/vouching/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def add(self, given: Vouch) -> bool:
        """Keep it; False where this person vouched for that one there before."""
        values = {"person_id": given.person_id, "by_id": given.by_id, "town_id": given.town_id}
        same = (vouch.c[name] == value for name, value in values.items())
        if (await self._run(select(exists().where(*same)))).scalar_one():
            return False
        await self._run(insert(vouch).values(id=new_id(), at=given.at, **values))
        return True

    async def of(self, person_id: int, town_id: int) -> list[Vouch]:
        """Return those for this person in this town, the oldest first."""
        # After a merge of two apps somebody's own may be among them.
        others = vouch.c.by_id != vouch.c.person_id
        asking = select(vouch).where(vouch.c.person_id == person_id, vouch.c.town_id == town_id, others)
        rows = await self._run(asking.order_by(vouch.c.id))
        return [Vouch(person_id=row.person_id, by_id=row.by_id, town_id=row.town_id, at=row.at) for row in rows]

    async def take_back(self, person_id: int, at: datetime) -> None:
        """Forget what was given for this person at that moment."""
        await self._run(delete(vouch).where(vouch.c.person_id == person_id, vouch.c.at == at))

    async def _run(self, statement: Any) -> Any:
        return await (await self._session.connection()).execute(statement)


async def purge_vouches(session: AsyncSession, now: datetime, retention: Retention) -> None:
    """Remove vouches that are kept as long as the log of who let in whom."""
    old = delete(vouch).where(vouch.c.at < now - retention.of(AUDIT))
    await (await session.connection()).execute(old)
