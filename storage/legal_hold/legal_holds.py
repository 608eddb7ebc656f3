"""Legal holds: what is kept longer, and what is asked of attorneys."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, or_, select, union, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.legal_hold.legal_hold import LegalHold
from storage.core.core_tables import subject
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.incidents.tables import incident
from storage.legal_hold.tables import legal_hold as t

_KEPT = select(t.c.incident_id).where(or_(t.c.until.is_not(None), t.c.asked_at.is_not(None)))
HELD = union(_KEPT, select(subject.c.id).where(subject.c.merged_into_id.in_(_KEPT)))
"""What is kept longer, or because that is asked, and what was merged into it: its messages stay too."""

# Built once: every duty that an incident leaves asks for its hold.
_BY_ID = select(t).where(t.c.id == bindparam("hold"))
_OF_INCIDENT = select(t).where(t.c.incident_id == bindparam("incident"))


class SqlLegalHolds:
    """Legal holds in the database (ports: alerts/legal_hold/ports.py, alerts/incidents/held.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def held_until(self, incident_id: int, now: datetime) -> datetime | None:
        """Return until when this one is kept, or while that is asked; None: it is erased in its time."""
        hold = await self.of(incident_id)
        return hold.held_until(now) if hold is not None else None

    async def held(self) -> frozenset[int]:
        """Return the ids of all that are kept or asked about, and of what was merged into one."""
        return frozenset((await (await self._session.connection()).execute(HELD)).scalars())

    async def get(self, hold_id: int) -> LegalHold | None:
        """Return the hold of this id; None where it is over."""
        return await self._one(_BY_ID, hold=hold_id)

    async def of(self, incident_id: int) -> LegalHold | None:
        """Return the hold of this incident; None where there is none."""
        return await self._one(_OF_INCIDENT, incident=incident_id)

    async def all(self) -> list[LegalHold]:
        """Return those in force and those that are asked, the oldest first."""
        rows = await (await self._session.connection()).execute(select(t).order_by(t.c.id))
        return [_hold(row) for row in rows]

    async def is_purged(self, incident_id: int) -> bool:
        """Say whether of the incident only counts are left."""
        purged = select(incident.c.purged_at).where(incident.c.id == incident_id)
        return (await (await self._session.connection()).execute(purged)).scalar_one_or_none() is not None

    async def ask(self, incident_id: int, by_id: int, until: datetime | None, kept_since: datetime | None) -> LegalHold:
        """Keep that this coordinator asks for it until then; `until`: None for its end. One that stands stays."""
        asked = {"asked_until": until, "asked_end": until is None, "asked_by_id": by_id, "asked_at": kept_since}
        connection, hold = await self._session.connection(), await self.of(incident_id)
        if hold is None:
            await connection.execute(insert(t).values(id=new_id(), incident_id=incident_id, **asked))
        else:
            await connection.execute(update(t).where(t.c.id == hold.id).values(asked))
        return _hold((await connection.execute(select(t).where(t.c.incident_id == incident_id))).one())

    async def grant(self, hold_id: int, until: datetime) -> None:
        """Let it hold until then; nothing is asked any more."""
        await self._set(hold_id, until=until, asked_until=None, asked_end=False, asked_at=None)

    async def answer(self, hold_id: int) -> None:
        """Keep that nothing is asked any more; one that never held is gone."""
        await self._set(hold_id, asked_until=None, asked_end=False, asked_at=None)
        connection = await self._session.connection()
        await connection.execute(delete(t).where(t.c.id == hold_id, t.c.until.is_(None)))

    async def end(self, hold_id: int) -> None:
        """Let it hold no more."""
        await (await self._session.connection()).execute(delete(t).where(t.c.id == hold_id))

    async def _set(self, hold_id: int, **values: Any) -> None:
        await (await self._session.connection()).execute(update(t).where(t.c.id == hold_id).values(values))

    async def _one(self, asking: Any, **given: int) -> LegalHold | None:
        row = (await (await self._session.connection()).execute(asking, given)).first()
        return _hold(row) if row is not None else None


def _hold(row: Row[Any]) -> LegalHold:
    return LegalHold(
        id=row.id,
        incident_id=row.incident_id,
        until=row.until,
        asked_until=row.asked_until,
        asked_end=row.asked_end,
        asked_by_id=row.asked_by_id,
        asked_at=row.asked_at,
    )
