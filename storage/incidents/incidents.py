"""Incidents: their states under a guard, and which of them stand."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, bindparam, func, or_, select, update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.corrections import Corrections, PlaceSource
from alerts.incidents.incident import OPEN, SUBJECT, Basis, Incident, State
from alerts.incidents.matter import Matter
from alerts.incidents.open_filter import OpenFilter
from alerts.incidents.untaken_lead import UntakenLead
from alerts.places.place import Place
from storage.core.core_tables import subject as subjects
from storage.core.ids import new_id
from storage.core.network_tables import NetworkRow
from storage.core.subject_tables import SubjectRow
from storage.encryption.vault import Vault
from storage.incidents import tables as t
from storage.incidents.corrections_codec import as_json, from_json
from storage.incidents.lead_queries import untaken_leads
from storage.incidents.open_incidents import count_of, ids_of
from storage.incidents.open_places import OpenPlaces
from storage.incidents.purge_incident import purge_incident
from storage.incidents.tables import IncidentRow
from storage.incidents.whereabouts_codec import (
    FIELDS,
    Whereabouts,
    whereabouts_as_json,
    whereabouts_from_json,
    whereabouts_of,
)

_OF_SUBJECT = frozenset({"town_id", "closed_at", "merged_into_id"})
"""What stands in the subject's row: the machinery of messages asks for it, whatever the subject is."""
_WITH_SUBJECT = t.incident.join(subjects, subjects.c.id == t.incident.c.id)
# Made once: every report asks for these. As rows, not as objects: those cost more than the statement.
_ALL = select(t.incident, *(subjects.c[name] for name in sorted(_OF_SUBJECT))).select_from(_WITH_SUBJECT)
_BY_ID = _ALL.where(t.incident.c.id == bindparam("incident"))
_IS_OPEN = t.incident.c.state.in_([state.value for state in OPEN])
_HEARD_AT = select(func.max(t.report.c.received_at)).where(t.report.c.incident_id == t.incident.c.id)
_STANDING = (
    _ALL.add_columns(_HEARD_AT.scalar_subquery().label("heard_at")).where(_IS_OPEN).order_by(t.incident.c.number)
)
_IN_TOWN = or_(subjects.c.town_id == bindparam("town"), subjects.c.town_id.is_(None))
_STANDING_IN = _STANDING.where(_IN_TOWN)
_FOUND = t.incident.c.id.in_(bindparam("found", expanding=True))
_NEAR, _NEAR_IN = _STANDING.where(_FOUND), _STANDING_IN.where(_FOUND)
_ANOTHER = (
    select(t.incident.c.number)
    .select_from(_WITH_SUBJECT)
    .where(
        _IS_OPEN,
        t.incident.c.id != bindparam("incident"),
        t.incident.c.matter.in_(bindparam("matters", expanding=True)),
        ~t.incident.c.muted,
        or_(bindparam("town", type_=BigInteger).is_(None), _IN_TOWN),
    )
    .order_by(t.incident.c.number)
    .limit(1)
)


class SqlIncidents:
    """Incidents in the database: their states under a guard, and which stand (port: alerts/incidents/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault
        self._places = OpenPlaces(session, vault)

    async def open_new(
        self,
        *,
        town_id: int | None,
        place: Place,
        observed_at: datetime,
        now: datetime,
        matter: Matter = Matter.SIGHTING,
        place_from: PlaceSource = PlaceSource.LEAD,
    ) -> Incident:
        """Open an incident with the next number that people will call it by."""
        numbered = await self._session.exec(
            update(NetworkRow)
            .values(next_incident=NetworkRow.next_incident + 1)
            .returning(col(NetworkRow.next_incident))
        )
        incident_id = new_id()
        subject = SubjectRow(id=incident_id, kind=SUBJECT, town_id=town_id)
        row = IncidentRow(
            id=incident_id,
            number=numbered.scalar_one() - 1,
            state=State.REPORTED.value,
            place=self._sealed(incident_id, Whereabouts(place=place, ways=(place,))),
            place_from=place_from.value,
            matter=matter.value,
            opened_at=now,
            observed_at=observed_at,
        )
        self._session.add(subject)
        await self._session.flush()
        self._session.add(row)
        await self._session.flush()
        await self._places.add(incident_id, (place,))
        return self._incident(row, subject)

    async def get(self, incident_id: int) -> Incident | None:
        """Return one incident; None where there is none of that id."""
        found = await self._all(_BY_ID, incident=incident_id)
        return found[0] if found else None

    async def numbered(self, number: int) -> Incident | None:
        """Return the incident that people call by this number."""
        found = await self._all(_ALL.where(t.incident.c.number == number))
        return found[0] if found else None

    async def standing(self, town_id: int | None) -> list[tuple[Incident, datetime]]:
        """Return the open incidents of a town (of all, where it is None), each with when it was last heard of.

        Those whose town is not known yet belong to every town. Oldest first. No report is opened for it.
        """
        return await self._heard(*((_STANDING, {}) if town_id is None else (_STANDING_IN, {"town": town_id})))

    async def some_open(self, wanted: OpenFilter, most: int, *, after: int = 0, newest: bool = False) -> list[Incident]:
        """Return so many of these at most, by number; see alerts/incidents/ports.py."""
        connection = await self._session.connection()
        ids = (await connection.execute(ids_of(wanted, most, after, newest=newest))).scalars().all()
        found = await self._all(_ALL.where(t.incident.c.id.in_(ids))) if ids else []
        return sorted(found, key=lambda one: one.number, reverse=newest)

    async def count_open(self, wanted: OpenFilter) -> int:
        """Return how many these are."""
        return int((await (await self._session.connection()).execute(count_of(wanted))).scalar_one())

    async def held_by(self, person_id: int) -> list[Incident]:
        """Return what this dispatcher has in hand and has not decided, oldest first."""
        held = t.incident.c.holder_id == person_id, t.incident.c.state == State.VERIFYING.value
        return await self._all(_ALL.where(*held).order_by(t.incident.c.number))

    async def near(self, place: Place, town_id: int | None) -> list[tuple[Incident, datetime]]:
        """Return open incidents of a town (of all, where it is None) that are at this place, with when heard of."""
        found = await self._places.near(place)
        if not found:
            return []
        asking, given = (_NEAR, {}) if town_id is None else (_NEAR_IN, {"town": town_id})
        return await self._heard(asking, given | {"found": found})

    async def another_open(self, incident: Incident, matters: Collection[Matter]) -> int | None:
        """Return the number of the oldest other open incident of its town, of one of these matters; None: none."""
        given = {"incident": incident.id, "town": incident.town_id, "matters": [matter.value for matter in matters]}
        return (await (await self._session.connection()).execute(_ANOTHER, given)).scalar_one_or_none()

    async def untaken_leads(
        self, town_id: int | None, most: int | None = None, *, carded: bool = False
    ) -> list[UntakenLead]:
        """Return the leads of this town that nobody took, oldest first (None: those whose town is not known)."""
        given = {} if town_id is None else {"town": town_id}
        asking = untaken_leads(of_town=town_id is not None, most=most, carded=carded)
        rows = await (await self._session.connection()).execute(asking, given)
        return [
            UntakenLead(incident_id=row.id, number=row.number, opened_at=row.opened_at, carded=row.card_id is not None)
            for row in rows
        ]

    async def change(self, incident: Incident, **changes: object) -> Incident | None:
        """Change an incident by a guarded UPDATE: None where state or version are not as they were read."""
        values: dict[str, Any] = {name: value for name, value in changes.items() if name not in _OF_SUBJECT}
        values["version"] = incident.version + 1
        if FIELDS & values.keys():
            # One sealed field holds them all.
            where = whereabouts_of(incident, values)
            values = {name: value for name, value in values.items() if name not in FIELDS}
            values["place"] = self._sealed(incident.id, where)
        if "corrections" in values:
            corrections = as_json(values["corrections"])
            values["corrections"] = self._vault.seal_json("incident", "corrections", incident.id, corrections)
        changed = await self._session.exec(
            update(IncidentRow)
            .where(
                col(IncidentRow.id) == incident.id,
                col(IncidentRow.version) == incident.version,
                col(IncidentRow.state) == incident.state.value,
            )
            .values(**values)
        )
        if changed.rowcount == 1:
            await self._change_subject(incident.id, {n: value for n, value in changes.items() if n in _OF_SUBJECT})
        self._session.expire_all()
        after = await self.get(incident.id) if changed.rowcount == 1 else None
        if after is not None:
            await self._index(incident, after)
        return after

    async def _index(self, before: Incident, after: Incident) -> None:
        """Let it be found where it is now; what is over is found no more."""
        if after.state not in OPEN:
            if before.state in OPEN:
                await self._places.remove(after.id)
            return
        known = (before.place, *before.ways) if before.state in OPEN else ()
        if (after.place, *after.ways) != known:
            await self._places.add(after.id, (after.place, *after.ways), known)

    async def _change_subject(self, incident_id: int, changes: dict[str, Any]) -> None:
        if changes:
            await self._session.exec(update(SubjectRow).where(col(SubjectRow.id) == incident_id).values(**changes))

    async def set_card(self, incident_id: int, notice_id: int) -> None:
        """Remember which notice is the incident's card; no change of state, so no new version."""
        await self._session.exec(
            update(IncidentRow).where(col(IncidentRow.id) == incident_id).values(card_id=notice_id)
        )
        self._session.expire_all()

    async def children(self, incident_id: int) -> list[Incident]:
        """Return the incidents merged into it, and those merged into them."""
        found: list[Incident] = []
        wave = [incident_id]
        while wave:
            fresh = await self._all(_ALL.where(subjects.c.merged_into_id.in_(wave)))
            found += fresh
            wave = [incident.id for incident in fresh]
        return found

    async def purge(self, incident_id: int, now: datetime) -> None:
        """Remove place, words, and who did what; town, times and counts stay."""
        await purge_incident(self._session, incident_id, now)
        self._session.expire_all()

    def _sealed(self, incident_id: int, where: Whereabouts) -> bytes | None:
        if not where.told:
            return None
        return self._vault.seal_json("incident", "place", incident_id, whereabouts_as_json(where))

    async def _all(self, asking: Any, **given: int) -> list[Incident]:
        rows = await (await self._session.connection()).execute(asking, given)
        return [self._incident(row, row) for row in rows]

    async def _heard(self, asking: Any, given: dict[str, Any]) -> list[tuple[Incident, datetime]]:
        rows = await (await self._session.connection()).execute(asking, given)
        return [(self._incident(row, row), row.heard_at or row.opened_at) for row in rows]

    def _incident(self, row: Any, subject: Any) -> Incident:
        where = Whereabouts()
        if row.place:
            where = whereabouts_from_json(self._vault.open_json("incident", "place", row.id, row.place))
        return Incident(
            id=row.id,
            number=row.number,
            town_id=subject.town_id,
            state=State(row.state),
            version=row.version,
            place=where.place,
            opened_at=row.opened_at,
            observed_at=row.observed_at,
            observer_id=row.observer_id,
            holder_id=row.holder_id,
            held_at=row.held_at,
            basis=Basis(row.basis) if row.basis else None,
            confirmed_at=row.confirmed_at,
            expires_at=row.expires_at,
            closed_at=subject.closed_at,
            merged_into_id=subject.merged_into_id,
            card_id=row.card_id,
            ways=where.ways,
            earlier=where.earlier,
            matter=Matter(row.matter),
            town_proposed=row.town_proposed,
            outside=where.outside,
            time_unclear=row.time_unclear,
            place_from=PlaceSource(row.place_from),
            corrections=self._corrections(row),
            muted=row.muted,
        )

    def _corrections(self, row: Any) -> Corrections:
        if row.corrections is None:
            return Corrections()
        return from_json(self._vault.open_json("incident", "corrections", row.id, row.corrections))
