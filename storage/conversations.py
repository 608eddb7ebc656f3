"""Where each person's conversation stands: in the database, so that a restart loses nothing."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import StepRow
from storage.vault import Vault


class SqlConversations:
    """alerts.ports.Conversations on a database."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def step(self, person_id: int) -> tuple[str, dict[str, Any], datetime] | None:
        """The step's name, its data, and since when."""
        row = await self._session.get(StepRow, person_id)
        if row is None:
            return None
        return row.name, self._vault.open_json("step", "data", person_id, row.data), row.since

    async def go(self, person_id: int, name: str, data: dict[str, Any], now: datetime) -> None:
        """The conversation stands here now."""
        sealed = self._vault.seal_json("step", "data", person_id, data)
        await self._session.merge(StepRow(person_id=person_id, name=name, data=sealed, since=now))
        await self._session.flush()

    async def leave(self, person_id: int) -> None:
        """Nothing is asked any more."""
        await self._session.exec(delete(StepRow).where(col(StepRow.person_id) == person_id))
        self._session.expire_all()
