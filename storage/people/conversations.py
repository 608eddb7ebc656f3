"""Where each person's conversation stands: in the database, so that a restart loses nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, union, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.work.conversations import KeptStep
from storage.area import Engaged
from storage.core.core_tables import contact, person, step
from storage.encryption.vault import Vault

_THEIRS = step.c.person_id == bindparam("whose")
# Made once: every message asks for these.
_STEP = select(step).where(_THEIRS)
_BEGIN = insert(step)
_GO_ON = update(step).where(_THEIRS)
_LEAVE = delete(step).where(_THEIRS)


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
            row = (await (await self._session.connection()).execute(_STEP, {"whose": person_id})).first()
            self._steps[person_id] = (row.name, row.data, row.since) if row else None
        return self._steps[person_id]

    async def go(self, person_id: int, name: str, data: Mapping[str, Any], now: datetime) -> None:
        """Put the conversation into this step."""
        sealed = self._vault.seal_json("step", "data", person_id, dict(data))
        values = {"name": name, "data": sealed, "since": now}
        connection = await self._session.connection()
        if await self._kept(person_id) is None:
            await connection.execute(_BEGIN, values | {"person_id": person_id})
        else:
            await connection.execute(_GO_ON, values | {"whose": person_id})
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
        await (await self._session.connection()).execute(_LEAVE, {"whose": person_id})
        self._steps[person_id] = None
        self._session.expire_all()
