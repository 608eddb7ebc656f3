"""Who was asked to look at an incident, and what they said."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, update
from sqlalchemy import select as core_select
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.incident import OPEN, Verification, VerifierState
from storage.core.core_tables import subject
from storage.core.ids import new_id
from storage.core.moments import UtcMilliseconds
from storage.encryption.vault import Vault
from storage.incidents.tables import IncidentRow, VerificationRow
from storage.incidents.tables import verification as verifications

_OF_PERSON = (
    core_select(verifications)
    .join(subject, subject.c.id == verifications.c.incident_id)
    .where(
        verifications.c.person_id == bindparam("person"),
        verifications.c.asked_at >= bindparam("since", type_=UtcMilliseconds()),
    )
    .order_by(verifications.c.asked_at.desc(), verifications.c.id.desc())
)
# Made once: nearly every message asks for one of these.
_OF_PERSON_OPEN = _OF_PERSON.where(subject.c.closed_at.is_(None))
_OF_PERSON_ENDED = _OF_PERSON.where(subject.c.closed_at.is_not(None))


class SqlVerifications:
    """Verifications in the database: who was asked to look, and what they said (port: alerts/incidents/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def of(self, incident_id: int) -> list[Verification]:
        """Return everybody asked to look, in the order of asking."""
        rows = await self._session.exec(
            select(VerificationRow).where(VerificationRow.incident_id == incident_id).order_by(col(VerificationRow.id))
        )
        return [_verification(row) for row in rows.all()]

    async def get(self, verification_id: int) -> Verification | None:
        """Return the look of this id; None where it is gone."""
        row = await self._session.get(VerificationRow, verification_id)
        return _verification(row) if row else None

    async def add(self, incident_id: int, person_id: int, now: datetime) -> Verification:
        """Remember that this person is asked to look."""
        row = VerificationRow(
            id=new_id(), incident_id=incident_id, person_id=person_id, state=VerifierState.ASKED.value, asked_at=now
        )
        self._session.add(row)
        await self._session.flush()
        return _verification(row)

    async def record(self, verification_id: int, state: VerifierState, now: datetime, eta_at: datetime | None) -> None:
        """Remember how far they got."""
        await self._session.exec(
            update(VerificationRow)
            .where(col(VerificationRow.id) == verification_id)
            .values(state=state.value, answered_at=now, eta_at=eta_at)
        )
        self._session.expire_all()

    async def remove(self, verification_id: int) -> None:
        """Forget that they were asked."""
        await self._session.exec(delete(VerificationRow).where(col(VerificationRow.id) == verification_id))
        self._session.expire_all()

    async def of_person(self, person_id: int, since: datetime, *, ended: bool = False) -> list[Verification]:
        """Return to which open (or `ended`) incidents this person was sent to look since then, the newest first."""
        asking = _OF_PERSON_ENDED if ended else _OF_PERSON_OPEN
        rows = await (await self._session.connection()).execute(asking, {"person": person_id, "since": since})
        return [_verification(row) for row in rows]

    async def busy(self) -> frozenset[int]:
        """Return the persons on their way to an incident that is open."""
        rows = await self._session.exec(
            select(VerificationRow.person_id)
            .join(IncidentRow, col(IncidentRow.id) == VerificationRow.incident_id)
            .where(
                VerificationRow.state == VerifierState.GOING.value,
                col(IncidentRow.state).in_([state.value for state in OPEN]),
            )
        )
        return frozenset(rows.all())

    async def last_asked(self, person_ids: Iterable[int]) -> dict[int, datetime]:
        """Return when each of them was last asked to look; who never was is left out."""
        rows = await self._session.exec(
            select(VerificationRow.person_id, func.max(VerificationRow.asked_at))
            .where(col(VerificationRow.person_id).in_(list(person_ids)))
            .group_by(col(VerificationRow.person_id))
        )
        return dict(rows.all())


def _verification(row: Any) -> Verification:
    return Verification(
        id=row.id,
        incident_id=row.incident_id,
        person_id=row.person_id,
        state=VerifierState(row.state),
        asked_at=row.asked_at,
        eta_at=row.eta_at,
        answered_at=row.answered_at,
    )
