"""Incidents: their states under a guard, and which of them stand."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.corrections import Corrections, PlaceSource
from alerts.incidents.incident import OPEN, SUBJECT, Basis, Incident, State
from alerts.incidents.matter import Matter
from alerts.incidents.open_filter import OpenFilter
from alerts.incidents.untaken_lead import UntakenLead
from alerts.places.place import Place
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.incidents import incident_statements as st
from storage.incidents.corrections_codec import as_json, from_json
from storage.incidents.lead_queries import untaken_leads
from storage.incidents.open_incidents import count_of, ids_of
from storage.incidents.open_places import OpenPlaces
from storage.incidents.purge_incident import purge_incident
from storage.incidents.wanted_tasks_codec import tasks_as_words, tasks_from_words
from storage.incidents.whereabouts_codec import (
    FIELDS,
    Whereabouts,
    whereabouts_as_json,
    whereabouts_from_json,
    whereabouts_of,
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
        connection, incident_id = await self._session.connection(), new_id()
        where = Whereabouts(place=place, ways=(place,)) if place.usable else Whereabouts()
        opened = Incident(
            id=incident_id,
            number=(await connection.execute(st.NEXT_NUMBER)).scalar_one(),
            town_id=town_id,
            state=State.REPORTED,
            version=1,
            place=where.place,
            opened_at=now,
            observed_at=observed_at,
            ways=where.ways,
            matter=matter,
            place_from=place_from,
        )
        subject = {"id": incident_id, "kind": SUBJECT, "town_id": town_id}
        await connection.execute(st.ADD_SUBJECT, subject)
        await connection.execute(st.ADD, self._row(opened, where))
        await self._places.add(incident_id, (place,))
        return opened

    def _row(self, opened: Incident, where: Whereabouts) -> dict[str, Any]:
        """Return the row of an incident that is new: whatever is not in it is not known yet."""
        return {
            "id": opened.id,
            "number": opened.number,
            "state": opened.state.value,
            "version": opened.version,
            "place": self._sealed(opened.id, where),
            "place_from": opened.place_from.value,
            "muted": opened.muted,
            "indexed": True,
            "matter": opened.matter.value,
            "town_proposed": opened.town_proposed,
            "time_unclear": opened.time_unclear,
            "scene_cap": opened.scene_cap,
            "opened_at": opened.opened_at,
            "observed_at": opened.observed_at,
        }

    async def get(self, incident_id: int) -> Incident | None:
        """Return one incident; None where there is none of that id."""
        found = await self._all(st.BY_ID, incident=incident_id)
        return found[0] if found else None

    async def numbered(self, number: int) -> Incident | None:
        """Return the incident that people call by this number."""
        found = await self._all(st.BY_NUMBER, called=number)
        return found[0] if found else None

    async def standing(self, town_id: int | None) -> list[tuple[Incident, datetime]]:
        """Return the open incidents of a town (of all, where it is None), each with when it was last heard of.

        Those whose town is not known yet belong to every town. Oldest first. No report is opened for it.
        """
        return await self._heard(*((st.STANDING, {}) if town_id is None else (st.STANDING_IN, {"town": town_id})))

    async def some_open(self, wanted: OpenFilter, most: int, *, after: int = 0, newest: bool = False) -> list[Incident]:
        """Return so many of these at most, by number; see alerts/incidents/ports.py."""
        connection = await self._session.connection()
        ids = (await connection.execute(*ids_of(wanted, most, after, newest=newest))).scalars().all()
        found = await self._all(st.BY_IDS, found=ids) if ids else []
        return sorted(found, key=lambda one: one.number, reverse=newest)

    async def count_open(self, wanted: OpenFilter) -> int:
        """Return how many these are."""
        return int((await (await self._session.connection()).execute(*count_of(wanted))).scalar_one())

    async def held_by(self, person_id: int) -> list[Incident]:
        """Return what this dispatcher has in hand and has not decided, oldest first."""
        return await self._all(st.HELD_BY, holder=person_id)

    async def near(self, place: Place, town_id: int | None) -> list[tuple[Incident, datetime]]:
        """Return open incidents of a town (of all, where it is None) that are at this place, with when heard of."""
        found = await self._places.near(place)
        if not found:
            return []
        asking, given = (st.NEAR, {}) if town_id is None else (st.NEAR_IN, {"town": town_id})
        heard = await self._heard(asking, given | {"found": found})
        return [(incident, heard_at) for incident, heard_at in heard if incident.state in OPEN]

    async def another_open(self, incident: Incident, matters: Collection[Matter]) -> int | None:
        """Return the number of the oldest other open incident of its town, of one of these matters; None: none."""
        given: dict[str, Any] = {f"matter_{n}": matter.value for n, matter in enumerate(matters)}
        given |= {"incident": incident.id, "town": incident.town_id}
        found = await (await self._session.connection()).execute(st.another(len(matters)), given)
        number: int | None = found.scalar_one_or_none()
        return number

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
        values: dict[str, Any] = {name: value for name, value in changes.items() if name not in st.OF_SUBJECT}
        values["version"] = incident.version + 1
        if FIELDS & values.keys():
            # One sealed field holds them all.
            where = whereabouts_of(incident, values)
            values = {name: value for name, value in values.items() if name not in FIELDS}
            values["place"] = self._sealed(incident.id, where)
        if "corrections" in values:
            corrections = as_json(values["corrections"])
            values["corrections"] = self._vault.seal_json("incident", "corrections", incident.id, corrections)
        if "tasks" in values:
            values["tasks"] = tasks_as_words(values["tasks"])
        seen = {"incident": incident.id, "seen": incident.version, "was": incident.state.value}
        connection = await self._session.connection()
        if (await connection.execute(st.CHANGE, values | seen)).rowcount != 1:
            return None
        of_subject = {name: value for name, value in changes.items() if name in st.OF_SUBJECT}
        if of_subject:
            await connection.execute(st.CHANGE_SUBJECT, of_subject | {"incident": incident.id})
        after = await self.get(incident.id)
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

    async def set_card(self, incident_id: int, notice_id: int) -> None:
        """Remember which notice is the incident's card; no change of state, so no new version."""
        given = {"incident": incident_id, "card_id": notice_id}
        await (await self._session.connection()).execute(st.SET_CARD, given)

    async def children(self, incident_id: int) -> list[Incident]:
        """Return the incidents merged into it, and those merged into them."""
        found: list[Incident] = []
        wave = [incident_id]
        while wave:
            fresh = await self._all(st.MERGED_INTO, incidents=wave)
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

    async def _all(self, asking: Any, **given: object) -> list[Incident]:
        rows = await (await self._session.connection()).execute(asking, given)
        return [self._incident(row) for row in rows]

    async def _heard(self, asking: Any, given: dict[str, Any]) -> list[tuple[Incident, datetime]]:
        rows = await (await self._session.connection()).execute(asking, given)
        return [(self._incident(row), row.heard_at or row.opened_at) for row in rows]

    def _incident(self, row: Any) -> Incident:
        where = Whereabouts()
        if row.place:
            where = whereabouts_from_json(self._vault.open_json("incident", "place", row.id, row.place))
        return Incident(
            id=row.id,
            number=row.number,
            town_id=row.town_id,
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
            closed_at=row.closed_at,
            merged_into_id=row.merged_into_id,
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
            scene_cap=row.scene_cap,
            tasks=tasks_from_words(row.tasks),
        )

    def _corrections(self, row: Any) -> Corrections:
        if row.corrections is None:
            return Corrections()
        return from_json(self._vault.open_json("incident", "corrections", row.id, row.corrections))
