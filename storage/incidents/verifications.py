"""Who was asked to look at an incident, and what they said."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, literal, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.incident import PickedBy, Reply, Verification, VerifierState
from storage.core.core_tables import subject
from storage.core.ids import new_id
from storage.core.moments import UtcMilliseconds
from storage.encryption.vault import Vault
from storage.incidents.incident_statements import IS_OPEN
from storage.incidents.tables import answer, incident
from storage.incidents.tables import verification as verifications

# Built once: nearly every message asks for some of these.
_BY_ID = select(verifications).where(verifications.c.id == bindparam("which"))
_OF_INCIDENT = (
    select(verifications).where(verifications.c.incident_id == bindparam("incident")).order_by(verifications.c.id)
)
_OF_PERSON = (
    select(verifications)
    .join(subject, subject.c.id == verifications.c.incident_id)
    .where(
        verifications.c.person_id == bindparam("person"),
        verifications.c.asked_at >= bindparam("since", type_=UtcMilliseconds()),
    )
    .order_by(verifications.c.asked_at.desc(), verifications.c.id.desc())
)
_OF_PERSON_OPEN = _OF_PERSON.where(subject.c.closed_at.is_(None))
_OF_PERSON_ENDED = _OF_PERSON.where(subject.c.closed_at.is_not(None))
_SINCE: Any = bindparam("since", type_=UtcMilliseconds())
_UNDER_WAY = [literal(state.value) for state in (VerifierState.GOING, VerifierState.SEEN)]
_COMING = [literal(reply.value) for reply in (Reply.ON_MY_WAY, Reply.ON_THE_SCENE)]
_BUSY = (
    select(verifications.c.person_id)
    .join(incident, incident.c.id == verifications.c.incident_id)
    .where(verifications.c.state.in_(_UNDER_WAY), verifications.c.answered_at >= _SINCE, IS_OPEN)
    .union(
        select(answer.c.person_id)
        .join(incident, incident.c.id == answer.c.incident_id)
        .where(answer.c.answer.in_(_COMING), answer.c.at >= _SINCE, IS_OPEN)
    )
)
_LAST_ASKED = (
    select(verifications.c.person_id, func.max(verifications.c.asked_at).label("last"))
    .where(verifications.c.person_id.in_(bindparam("persons", expanding=True)))
    .group_by(verifications.c.person_id)
)
_ADD = insert(verifications)
_RECORD = update(verifications).where(verifications.c.id == bindparam("which"))
_THESE = verifications.c.id.in_(bindparam("those", expanding=True))
_ASK_AGAIN = (
    update(verifications)
    .where(_THESE)
    .values(
        state=VerifierState.ASKED.value,
        ring=bindparam("new_ring"),
        asked_at=bindparam("now", type_=UtcMilliseconds()),
        answered_at=None,
        eta_at=None,
    )
)
_RELEASE = update(verifications).where(_THESE).values(state=VerifierState.RELEASED.value, eta_at=None)
_REMOVE = delete(verifications).where(verifications.c.id == bindparam("which"))


class SqlVerifications:
    """Verifications in the database: who was asked to look, and what they said (port: alerts/incidents/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def of(self, incident_id: int) -> list[Verification]:
        """Return everybody asked to look, in the order of asking."""
        rows = await (await self._session.connection()).execute(_OF_INCIDENT, {"incident": incident_id})
        return [_verification(row) for row in rows]

    async def get(self, verification_id: int) -> Verification | None:
        """Return the look of this id; None where it is gone."""
        row = (await (await self._session.connection()).execute(_BY_ID, {"which": verification_id})).first()
        return _verification(row) if row else None

    async def add(
        self, incident_id: int, picked: Mapping[int, PickedBy], ring: int, now: datetime
    ) -> list[Verification]:
        """Remember that these persons are asked to look, each with why; return their looks in this order."""
        added = [
            Verification(
                id=new_id(),
                incident_id=incident_id,
                person_id=person_id,
                state=VerifierState.ASKED,
                asked_at=now,
                ring=ring,
                picked_by=why,
            )
            for person_id, why in picked.items()
        ]
        if added:
            rows = [asdict(look) | {"state": look.state.value, "picked_by": look.picked_by.value} for look in added]
            await (await self._session.connection()).execute(_ADD, rows)
        return added

    async def ask_again(self, verification_ids: Collection[int], ring: int, now: datetime) -> None:
        """Remember that these are asked once more."""
        given = {"those": list(verification_ids), "new_ring": ring, "now": now}
        await (await self._session.connection()).execute(_ASK_AGAIN, given)

    async def release(self, verification_ids: Collection[int]) -> None:
        """Remember that these were told that there is no need for them."""
        await (await self._session.connection()).execute(_RELEASE, {"those": list(verification_ids)})

    async def record(self, verification_id: int, state: VerifierState, now: datetime, eta_at: datetime | None) -> None:
        """Remember how far they got."""
        values = {"which": verification_id, "state": state.value, "answered_at": now, "eta_at": eta_at}
        await (await self._session.connection()).execute(_RECORD, values)

    async def remove(self, verification_id: int) -> None:
        """Forget that they were asked."""
        await (await self._session.connection()).execute(_REMOVE, {"which": verification_id})

    async def of_person(self, person_id: int, since: datetime, *, ended: bool = False) -> list[Verification]:
        """Return to which open (or `ended`) incidents this person was sent to look since then, the newest first."""
        asking = _OF_PERSON_ENDED if ended else _OF_PERSON_OPEN
        rows = await (await self._session.connection()).execute(asking, {"person": person_id, "since": since})
        return [_verification(row) for row in rows]

    async def busy(self, since: datetime) -> frozenset[int]:
        """Return who said since then that they are on their way to an open incident, or that they are there."""
        return frozenset((await (await self._session.connection()).execute(_BUSY, {"since": since})).scalars())

    async def last_asked(self, person_ids: Iterable[int]) -> dict[int, datetime]:
        """Return when each of them was last asked to look; who never was is left out."""
        given = {"persons": list(person_ids)}
        rows = await (await self._session.connection()).execute(_LAST_ASKED, given)
        return {row.person_id: row.last for row in rows}


def _verification(row: Any) -> Verification:
    return Verification(
        id=row.id,
        incident_id=row.incident_id,
        person_id=row.person_id,
        state=VerifierState(row.state),
        asked_at=row.asked_at,
        eta_at=row.eta_at,
        answered_at=row.answered_at,
        ring=row.ring,
        picked_by=PickedBy(row.picked_by),
    )
