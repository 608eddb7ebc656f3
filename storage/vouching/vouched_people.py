"""Whom somebody vouched for, counted and paged in the database."""

from sqlalchemy import func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.encryption.vault import Vault
from storage.vouching.tables import vouch


class SqlVouchedPeople:
    """Whom somebody vouched for (port: alerts/trust/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def count(self, by_id: int) -> int:
        """Return how many people this person vouched for."""
        asking = select(func.count(vouch.c.person_id.distinct())).where(vouch.c.by_id == by_id)
        return int((await (await self._session.connection()).execute(asking)).scalar_one())

    async def page(self, by_id: int, start: int, most: int) -> list[int]:
        """Return the ids of so many of them at most, the newest first, from the `start`th on."""
        newest = func.max(vouch.c.id)
        asking = select(vouch.c.person_id).where(vouch.c.by_id == by_id).group_by(vouch.c.person_id)
        rows = await (await self._session.connection()).execute(
            asking.order_by(newest.desc()).offset(start).limit(most)
        )
        return list(rows.scalars())
