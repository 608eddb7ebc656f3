"""Incidents: their states under a guard, and which of them stand."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.incident import OPEN, Basis, Incident, State
from alerts.places.place import Place
from storage.core.ids import new_id
from storage.core.network_tables import NetworkRow
from storage.core.place_codec import told_as_json, told_from_json
from storage.encryption.vault import Vault
from storage.incidents.observations import SqlObservations
from storage.incidents.tables import IncidentRow, ReportRow

# Made once: every report asks for these.
_STANDING = (
    select(
        IncidentRow,
        select(func.max(ReportRow.received_at)).where(ReportRow.incident_id == IncidentRow.id).scalar_subquery(),
    )
    .where(col(IncidentRow.state).in_([state.value for state in OPEN]))
    .order_by(col(IncidentRow.number))
)
_STANDING_IN = _STANDING.where(or_(col(IncidentRow.town_id) == bindparam("town"), col(IncidentRow.town_id).is_(None)))


class SqlIncidents(SqlObservations):
    """alerts.work.unit_of_work.Incidents on a database; reports, verifications and answers are in SqlObservations."""

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
            place=self._seal_place(incident_id, place, (place,)),
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

    async def standing(self, town_id: int | None) -> list[tuple[Incident, datetime]]:
        """Open incidents of a town (of all, where it is None), and when each was last heard of.

        Those whose town is not known yet belong to every town. Oldest first. No report is opened for it.
        """
        query = _STANDING if town_id is None else _STANDING_IN
        rows = (await self._session.exec(query, params={} if town_id is None else {"town": town_id})).all()
        return [(self._incident(row), last or row.opened_at) for row, last in rows]

    async def change(self, incident: Incident, **changes: object) -> Incident | None:
        """A guarded UPDATE: only where state and version are as they were read; None where they are not."""
        values: dict[str, Any] = {"version": incident.version + 1}
        values |= changes
        if "place" in values or "ways" in values:
            # One sealed field holds both.
            place, ways = values.get("place", incident.place), values.pop("ways", incident.ways)
            values["place"] = self._seal_place(incident.id, place, ways)
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

    def _seal_place(self, incident_id: int, place: Place, ways: Sequence[Place]) -> bytes | None:
        if not place.usable:
            return None
        return self._vault.seal_json("incident", "place", incident_id, told_as_json(place, ways))

    def _incident(self, row: IncidentRow) -> Incident:
        place, ways = Place(), tuple[Place, ...]()
        if row.place:
            place, ways = told_from_json(self._vault.open_json("incident", "place", row.id, row.place))
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
            ways=ways,
        )
