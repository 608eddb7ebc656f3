"""Where each person's conversation stands: in the database, so that a restart loses nothing."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, union, update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.incident import OPEN, Reply, VerifierState
from storage.core.core_tables import answer, contact, incident, person, report, step, verification
from storage.core.people_tables import StepRow
from storage.encryption.vault import Vault


class SqlConversations:
    """alerts.work.unit_of_work.Conversations on a database."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault
        self._steps: dict[int, tuple[str, bytes, datetime] | None] = {}
        """Read or written in this transaction: every message asks several times."""

    async def step(self, person_id: int) -> tuple[str, dict[str, Any], datetime] | None:
        """The step's name, its data, and since when."""
        kept = await self._kept(person_id)
        if kept is None:
            return None
        return kept[0], self._vault.open_json("step", "data", person_id, kept[1]), kept[2]

    async def _kept(self, person_id: int) -> tuple[str, bytes, datetime] | None:
        if person_id not in self._steps:
            row = await self._session.get(StepRow, person_id)
            self._steps[person_id] = (row.name, row.data, row.since) if row else None
        return self._steps[person_id]

    async def go(self, person_id: int, name: str, data: dict[str, Any], now: datetime) -> None:
        """The conversation stands here now."""
        sealed = self._vault.seal_json("step", "data", person_id, data)
        values = {"name": name, "data": sealed, "since": now}
        if await self._kept(person_id) is None:
            await self._session.exec(insert(StepRow).values(person_id=person_id, **values))
        else:
            await self._session.exec(update(StepRow).where(col(StepRow.person_id) == person_id).values(**values))
        self._steps[person_id] = (name, sealed, now)

    async def talking_on(self, line_id: int, since: datetime, *, but: frozenset[int]) -> list[int]:
        """Contacts on this line whose person did something since then that is still open; without these persons."""
        open_ = [state.value for state in OPEN]
        asked = [VerifierState.ASKED.value, VerifierState.GOING.value]
        here = [Reply.ON_MY_WAY.value, Reply.ON_THE_SCENE.value]
        talking = union(
            select(step.c.person_id).where(step.c.since >= since),
            select(report.c.person_id)
            .join(incident, incident.c.id == report.c.incident_id)
            .where(incident.c.state.in_(open_), report.c.received_at >= since),
            select(verification.c.person_id)
            .join(incident, incident.c.id == verification.c.incident_id)
            .where(incident.c.state.in_(open_), verification.c.state.in_(asked), verification.c.asked_at >= since),
            select(answer.c.person_id)
            .join(incident, incident.c.id == answer.c.incident_id)
            .where(incident.c.state.in_(open_), answer.c.answer.in_(here), answer.c.at >= since),
        )
        found = await (await self._session.connection()).execute(
            select(contact.c.id, contact.c.person_id)
            .join(person, person.c.id == contact.c.person_id)
            .where(contact.c.line_id == line_id, contact.c.person_id.in_(talking), person.c.stopped_at.is_(None))
            .order_by(contact.c.id)
        )
        return [contact_id for contact_id, person_id in found if person_id not in but]

    async def leave(self, person_id: int) -> None:
        """Nothing is asked any more."""
        await self._session.exec(delete(StepRow).where(col(StepRow.person_id) == person_id))
        self._steps[person_id] = None
        self._session.expire_all()
