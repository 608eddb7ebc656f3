"""What responders answered to alerts."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.incident import Reply
from storage.core.core_tables import subject
from storage.core.ids import new_id
from storage.database.conflict_insert import conflict_insert
from storage.encryption.vault import Vault
from storage.incidents.tables import answer as t

# Built once: every answer to an alert needs some of these, and every card.
_OF = select(t.c.person_id, t.c.answer).where(t.c.incident_id == bindparam("incident")).order_by(t.c.at, t.c.id)
_ARRIVALS = select(t.c.person_id, t.c.arrives_at).where(
    t.c.incident_id == bindparam("incident"), t.c.arrives_at.is_not(None)
)
_OF_PERSON = (
    select(t.c.incident_id, t.c.answer)
    .join(subject, subject.c.id == t.c.incident_id)
    .where(t.c.person_id == bindparam("person"), subject.c.closed_at.is_(None))
)
_FORGET = delete(t).where(t.c.incident_id == bindparam("incident"))


@cache
def _saving(dialect: str) -> Any:
    """Make the statement that keeps an answer in place of an older one."""
    saving = conflict_insert(t, dialect)
    said = {name: saving.excluded[name] for name in ("answer", "at", "arrives_at", "noted_by_id")}
    return saving.on_conflict_do_update(index_elements=(t.c.incident_id, t.c.person_id), set_=said)


class SqlAnswers:
    """Answers to alerts in the database (port: alerts/incidents/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def save(
        self,
        incident_id: int,
        person_id: int,
        reply: Reply,
        now: datetime,
        *,
        arrives_at: datetime | None = None,
        noted_by: int | None = None,
    ) -> None:
        """Keep an answer; the latest of a person counts."""
        values = {
            "id": new_id(),
            "incident_id": incident_id,
            "person_id": person_id,
            "answer": reply.value,
            "at": now,
            "arrives_at": arrives_at,
            "noted_by_id": noted_by,
        }
        saving = _saving(self._session.get_bind().dialect.name)
        await (await self._session.connection()).execute(saving, values)

    async def of(self, incident_id: int) -> dict[int, Reply]:
        """Return the answers by person, the earliest first."""
        rows = await (await self._session.connection()).execute(_OF, {"incident": incident_id})
        return {row.person_id: Reply(row.answer) for row in rows}

    async def arrivals(self, incident_id: int) -> dict[int, datetime]:
        """Return when they say that they arrive, or could come, by person."""
        rows = await (await self._session.connection()).execute(_ARRIVALS, {"incident": incident_id})
        return {row.person_id: row.arrives_at for row in rows}

    async def of_person(self, person_id: int) -> dict[int, Reply]:
        """Return what this person answered about incidents that are open, by the incidents' ids."""
        rows = await (await self._session.connection()).execute(_OF_PERSON, {"person": person_id})
        return {row.incident_id: Reply(row.answer) for row in rows}

    async def forget(self, incident_id: int) -> None:
        """Remove the answers to an alert that is over."""
        await (await self._session.connection()).execute(_FORGET, {"incident": incident_id})
