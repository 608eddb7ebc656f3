"""Incidents: their states under a guard, and which of them stand."""

from datetime import datetime
from typing import Any

from sqlalchemy import or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.incident import OPEN, Basis, Incident, State
from alerts.places.place import Place
from storage.ids import new_id
from storage.observations import SqlObservations
from storage.places import as_json, from_json
from storage.tables import IncidentRow, NetworkRow, ReportRow
from storage.vault import Vault


class SqlIncidents(SqlObservations):
    """alerts.ports.Incidents on a database; reports, verifications and answers are in SqlObservations."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        super().__init__(session, vault)
        self._session = session
        self._vault = vault

    async def open_new(self, *, town_id: int | None, place: Place, observed_at: datetime, now: datetime) -> Incident:
        """A new incident with the next number that people will call it by."""
        numbered = await self._session.exec(
            update(NetworkRow)
            .values(next_incident=NetworkRow.next_incident + 1)
            .returning(col(NetworkRow.next_incident))
        )
        incident_id = new_id()
        row = IncidentRow(
            id=incident_id,
            number=numbered.scalar_one() - 1,
            town_id=town_id,
            state=State.REPORTED.value,
            place=self._seal_place(incident_id, place),
            opened_at=now,
            observed_at=observed_at,
        )
        self._session.add(row)
        await self._session.flush()
        return self._incident(row)

    async def get(self, incident_id: int) -> Incident | None:
        """One incident."""
        row = await self._session.get(IncidentRow, incident_id)
        return self._incident(row) if row else None

    async def numbered(self, number: int) -> Incident | None:
        """The incident that people call by this number."""
        found = await self._session.exec(select(IncidentRow).where(IncidentRow.number == number))
        row = found.first()
        return self._incident(row) if row else None

    async def standing(self, town_id: int | None) -> list[tuple[Incident, datetime, tuple[Place, ...]]]:
        """Open incidents of a town (of all, where it is None), when each was last heard of, and the places said.

        Those whose town is not known yet belong to every town. Oldest first.
        """
        query = (
            select(IncidentRow)
            .where(col(IncidentRow.state).in_([state.value for state in OPEN]))
            .order_by(col(IncidentRow.number))
        )
        if town_id is not None:
            query = query.where(or_(col(IncidentRow.town_id) == town_id, col(IncidentRow.town_id).is_(None)))
        rows = (await self._session.exec(query)).all()
        said = await self._session.exec(
            select(ReportRow).where(col(ReportRow.incident_id).in_([row.id for row in rows]))
        )
        reports: dict[int, list[ReportRow]] = {}
        for report in said.all():
            reports.setdefault(report.incident_id, []).append(report)
        return [self._standing(row, reports.get(row.id, [])) for row in rows]

    def _standing(self, row: IncidentRow, reports: list[ReportRow]) -> tuple[Incident, datetime, tuple[Place, ...]]:
        heard = max((report.received_at for report in reports), default=row.opened_at)
        places = tuple(self.place_of(report) for report in reports)
        return self._incident(row), heard, places

    async def change(self, incident: Incident, **changes: object) -> Incident | None:
        """A guarded UPDATE: only where state and version are as they were read; None where they are not."""
        values: dict[str, Any] = {"version": incident.version + 1}
        for name, value in changes.items():
            values[name] = self._seal_place(incident.id, value) if isinstance(value, Place) else value
        changed = await self._session.exec(
            update(IncidentRow)
            .where(
                col(IncidentRow.id) == incident.id,
                col(IncidentRow.version) == incident.version,
                col(IncidentRow.state) == incident.state.value,
            )
            .values(**values)
        )
        self._session.expire_all()
        return await self.get(incident.id) if changed.rowcount == 1 else None

    async def set_card(self, incident_id: int, notice_id: int) -> None:
        """The notice that is its card; no change of state, so no new version."""
        await self._session.exec(
            update(IncidentRow).where(col(IncidentRow.id) == incident_id).values(card_id=notice_id)
        )
        self._session.expire_all()

    async def children(self, incident_id: int) -> list[Incident]:
        """Incidents merged into it, and those merged into them."""
        found: list[Incident] = []
        wave = [incident_id]
        while wave:
            rows = await self._session.exec(select(IncidentRow).where(col(IncidentRow.merged_into_id).in_(wave)))
            fresh = [self._incident(row) for row in rows.all()]
            found += fresh
            wave = [incident.id for incident in fresh]
        return found

    def _seal_place(self, incident_id: int, place: Place) -> bytes | None:
        return self._vault.seal_json("incident", "place", incident_id, as_json(place)) if place.usable else None

    def _incident(self, row: IncidentRow) -> Incident:
        sealed = row.place
        place = from_json(self._vault.open_json("incident", "place", row.id, sealed)) if sealed else Place()
        return Incident(
            id=row.id,
            number=row.number,
            town_id=row.town_id,
            state=State(row.state),
            version=row.version,
            place=place,
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
        )
