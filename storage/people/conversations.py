"""Where each person's conversation stands: in the database, so that a restart loses nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, union, update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.work.conversations import KeptStep
from storage.area import Engaged
from storage.core.core_tables import contact, person, step
from storage.core.people_tables import StepRow
from storage.encryption.vault import Vault


class SqlConversations:
    """The steps of conversations in the database, opened and sealed (port: alerts/work/conversations.py)."""

    def __init__(self, session: AsyncSession, vault: Vault, engaged: Sequence[Engaged]) -> None:
        """Serve one transaction. `engaged`: the areas' queries of who did something still open (storage/area.py)."""
        self._session = session
        self._vault = vault
        self._engaged = engaged
        self._steps: dict[int, tuple[str, bytes, datetime] | None] = {}
        """Read or written in this transaction: every message asks several times."""

    async def step(self, person_id: int) -> KeptStep | None:
        """Return the step this person is in, opened."""
        kept = await self._kept(person_id)
        if kept is None:
            return None
        name, sealed, since = kept
        return KeptStep(name=name, data=self._vault.open_json("step", "data", person_id, sealed), since=since)

    async def _kept(self, person_id: int) -> tuple[str, bytes, datetime] | None:
        if person_id not in self._steps:
            row = await self._session.get(StepRow, person_id)
            self._steps[person_id] = (row.name, row.data, row.since) if row else None
        return self._steps[person_id]

    async def go(self, person_id: int, name: str, data: Mapping[str, Any], now: datetime) -> None:
        """Put the conversation into this step."""
        sealed = self._vault.seal_json("step", "data", person_id, dict(data))
        values = {"name": name, "data": sealed, "since": now}
        if await self._kept(person_id) is None:
            await self._session.exec(insert(StepRow).values(person_id=person_id, **values))
        else:
            await self._session.exec(update(StepRow).where(col(StepRow.person_id) == person_id).values(**values))
        self._steps[person_id] = (name, sealed, now)

    async def talking_on(self, line_id: int, since: datetime, *, but: frozenset[int]) -> list[int]:
        """Return contacts on this line whose person did something since then that is still open; without `but`."""
        talking = union(
            select(step.c.person_id).where(step.c.since >= since), *(query(since) for query in self._engaged)
        )
        found = await (await self._session.connection()).execute(
            select(contact.c.id, contact.c.person_id)
            .join(person, person.c.id == contact.c.person_id)
            .where(contact.c.line_id == line_id, contact.c.person_id.in_(talking), person.c.stopped_at.is_(None))
            .order_by(contact.c.id)
        )
        return [contact_id for contact_id, person_id in found if person_id not in but]

    async def leave(self, person_id: int) -> None:
        """Put the conversation outside any step."""
        await self._session.exec(delete(StepRow).where(col(StepRow.person_id) == person_id))
        self._steps[person_id] = None
        self._session.expire_all()
