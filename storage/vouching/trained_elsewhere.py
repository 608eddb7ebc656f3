"""Who was trained, but not by us, in the database."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, insert, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.vouching.tables import trained_elsewhere

# Built once: whoever joins as more than a member is asked it.
_AMONG = select(trained_elsewhere.c.person_id).where(
    trained_elsewhere.c.person_id.in_(bindparam("persons", expanding=True))
)


class SqlTrainedElsewhere:
    """What coordinators say of trainings elsewhere (port: alerts/vouching/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def add(self, person_id: int, by_id: int, reason: str, now: datetime) -> bool:
        """Keep it; False where it is kept already."""
        if await self.among([person_id]):
            return False
        values = {"id": new_id(), "person_id": person_id, "by_id": by_id, "reason": reason, "at": now}
        await (await self._session.connection()).execute(insert(trained_elsewhere).values(**values))
        return True

    async def among(self, person_ids: Collection[int]) -> frozenset[int]:
        """Return which of them it is said of."""
        found = await (await self._session.connection()).execute(_AMONG, {"persons": list(person_ids)})
        return frozenset(found.scalars())
