"""What people reported: one report of each person on an incident, opened and sealed."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, case, func, or_, update
from sqlalchemy import select as core_select
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.incident import Report, Tally, TappedFacts
from alerts.incidents.salute import asked_for_silence
from alerts.places.place import Place
from storage.core.core_tables import subject
from storage.core.ids import new_id
from storage.core.place_codec import as_json, from_json
from storage.core.subject_tables import SubjectRow
from storage.encryption.vault import Vault
from storage.incidents.tables import ReportRow
from storage.incidents.tables import report as reports

# Made once: every report asks for these.
_TALLY = core_select(func.count(), func.sum(case((reports.c.verified, 1), else_=0)), func.max(reports.c.number)).where(
    reports.c.incident_id == bindparam("incident")
)
_BY = (
    select(ReportRow)
    .where(ReportRow.incident_id == bindparam("incident"), ReportRow.person_id == bindparam("person"))
    .order_by(col(ReportRow.number))
    .limit(1)
)

_OPEN_BY = (
    select(ReportRow)
    .join(subject, subject.c.id == col(ReportRow.incident_id))
    .where(ReportRow.person_id == bindparam("person"), subject.c.closed_at.is_(None))
    .order_by(col(ReportRow.received_at).desc(), col(ReportRow.id).desc())
    .limit(bindparam("most"))
)
_COUNT_OPEN_BY = (
    core_select(func.count())
    .select_from(reports.join(subject, subject.c.id == reports.c.incident_id))
    .where(reports.c.person_id == bindparam("person"), subject.c.closed_at.is_(None))
)
_ASKED_BACK = (
    select(ReportRow)
    .join(subject, subject.c.id == col(ReportRow.incident_id))
    .where(
        ReportRow.person_id == bindparam("person"), col(ReportRow.asked_at).is_not(None), subject.c.closed_at.is_(None)
    )
    .order_by(col(ReportRow.asked_at).desc())
    .limit(1)
)


class SqlReports:
    """Reports in the database, opened and sealed (port: alerts/incidents/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def add(self, report: Report) -> Report:
        """Keep a new report; return it with its id."""
        row = ReportRow(
            id=new_id(),
            incident_id=report.incident_id,
            person_id=report.person_id,
            contact_id=report.contact_id,
            number=report.number,
            verified=report.verified,
            first_hand=report.first_hand,
            received_at=report.received_at,
            seen_at=report.seen_at,
            language=report.language,
        )
        self._seal(row, report)
        self._session.add(row)
        await self._session.flush()
        return self._report(row)

    async def get(self, report_id: int) -> Report | None:
        """Return one report."""
        row = await self._session.get(ReportRow, report_id)
        return self._report(row) if row else None

    async def newest_by(self, person_id: int) -> Report | None:
        """Return what this person reported last, of whatever incident."""
        rows = await self._session.exec(
            select(ReportRow)
            .where(ReportRow.person_id == person_id)
            .order_by(col(ReportRow.received_at).desc(), col(ReportRow.id).desc())
            .limit(1)
        )
        row = rows.first()
        return self._report(row) if row else None

    async def of(self, incident_id: int) -> list[Report]:
        """Return the reports of an incident, reporter 1 first."""
        rows = await self._session.exec(
            select(ReportRow).where(ReportRow.incident_id == incident_id).order_by(col(ReportRow.number))
        )
        return [self._report(row) for row in rows.all()]

    async def first(self, incident_id: int, most: int) -> list[Report]:
        """Return the first so many reports of an incident, reporter 1 first."""
        rows = await self._session.exec(
            select(ReportRow).where(ReportRow.incident_id == incident_id).order_by(col(ReportRow.number)).limit(most)
        )
        return [self._report(row) for row in rows.all()]

    async def first_vouched(self, incident_id: int) -> Report | None:
        """Return the first report of a verified reporter that has words."""
        rows = await self._session.exec(
            select(ReportRow)
            .where(ReportRow.incident_id == incident_id, col(ReportRow.verified), col(ReportRow.words).is_not(None))
            .order_by(col(ReportRow.number))
            .limit(1)
        )
        row = rows.first()
        return self._report(row) if row else None

    async def by(self, incident_id: int, person_id: int) -> Report | None:
        """Return what this person reported of this incident, the first of it."""
        given = {"incident": incident_id, "person": person_id}
        row = (await self._session.exec(_BY, params=given)).first()
        return self._report(row) if row else None

    async def open_by(self, person_id: int) -> int:
        """Count the open incidents that this person reported."""
        found = await (await self._session.connection()).execute(_COUNT_OPEN_BY, {"person": person_id})
        return int(found.scalar_one())

    async def newest_open_by(self, person_id: int) -> Report | None:
        """Return what this person reported last of what is open."""
        row = (await self._session.exec(_OPEN_BY, params={"person": person_id, "most": 1})).first()
        return self._report(row) if row else None

    async def open_of(self, person_id: int) -> list[Report]:
        """Return what this person reported of what is open, the newest first, 40 at most."""
        rows = await self._session.exec(_OPEN_BY, params={"person": person_id, "most": 40})
        return [self._report(row) for row in rows.all()]

    async def unvouch(self, person_id: int) -> list[int]:
        """Let what they reported of open incidents count as a stranger's; return which incidents that were."""
        open_ = select(SubjectRow.id).where(col(SubjectRow.closed_at).is_(None))
        theirs = (
            col(ReportRow.person_id) == person_id,
            col(ReportRow.verified),
            col(ReportRow.incident_id).in_(open_),
        )
        found = await self._session.exec(select(ReportRow.incident_id).where(*theirs))
        incidents = list(dict.fromkeys(found.all()))
        if incidents:
            await self._session.exec(update(ReportRow).where(*theirs).values(verified=False))
            self._session.expire_all()
        return incidents

    async def asked_back(self, person_id: int) -> Report | None:
        """Return the report of theirs of an open incident about which the desk wrote to them last."""
        rows = await self._session.exec(_ASKED_BACK, params={"person": person_id})
        row = rows.first()
        return self._report(row) if row else None

    async def reporters(self, incident_id: int, until: datetime | None = None) -> frozenset[int]:
        """Return who reported it, up to that moment, and is still known."""
        query = select(ReportRow.person_id).where(ReportRow.incident_id == incident_id)
        if until is not None:
            query = query.where(ReportRow.received_at <= until)
        rows = await self._session.exec(query)
        return frozenset(person_id for person_id in rows.all() if person_id is not None)

    async def heard_at(self, incident_id: int) -> datetime | None:
        """Return when the last who reported it did first; None where nobody did."""
        rows = await self._session.exec(
            select(ReportRow.received_at)
            .where(ReportRow.incident_id == incident_id)
            .order_by(col(ReportRow.received_at).desc())
            .limit(1)
        )
        return rows.first()

    async def tally(self, incident_id: int) -> Tally:
        """Count how many people reported it."""
        rows = await (await self._session.connection()).execute(_TALLY, {"incident": incident_id})
        people, of_them, last = rows.one()
        return Tally(people=people, verified=of_them or 0, last=last or 0)

    async def taps(self, incident_id: int) -> list[TappedFacts]:
        """Return what reporters said of it by taps, reporter 1 first."""
        # Columns, not rows: there may be hundreds, and nothing but this is opened of them.
        r = reports.c
        said = (
            core_select(r.id, r.person_id, r.verified, r.received_at, r.facts)
            .where(r.incident_id == incident_id, r.facts.is_not(None))
            .order_by(r.number)
        )
        return await self._tapped(said)

    async def silent(self, also: Collection[int]) -> frozenset[int]:
        """Return who tapped, of whatever is open and of these incidents, that it is not safe to write to them."""
        r = reports.c
        known = or_(r.silent.is_(True), and_(r.silent.is_(None), r.facts.is_not(None)))
        said = (
            core_select(r.id, r.person_id, r.verified, r.received_at, r.facts)
            .join(subject, subject.c.id == r.incident_id)
            .where(
                known,
                r.person_id.is_not(None),
                or_(subject.c.closed_at.is_(None), r.incident_id.in_(sorted(also))),
            )
        )
        # Few are: those who said so, and what was kept before it stood in a column of its own.
        return asked_for_silence(await self._tapped(said))

    async def _tapped(self, said: Any) -> list[TappedFacts]:
        return [
            TappedFacts(
                person_id=row.person_id,
                verified=row.verified,
                received_at=row.received_at,
                facts=self._vault.open_json("report", "facts", row.id, row.facts),
            )
            for row in await (await self._session.connection()).execute(said)
        ]

    async def save(self, report: Report) -> None:
        """Keep a report's words, place, facts, incident and number as changed. Raises LookupError where it is gone."""
        row = await self._session.get(ReportRow, report.id)
        if row is None:
            raise LookupError("no such report")
        row.incident_id, row.number = report.incident_id, report.number
        row.seen_at, row.asked_at = report.seen_at, report.asked_at
        self._seal(row, report)
        self._session.add(row)
        await self._session.flush()

    def _seal(self, row: ReportRow, report: Report) -> None:
        row.words = self._vault.seal("report", "words", row.id, report.words) if report.words else None
        row.place = (
            self._vault.seal_json("report", "place", row.id, as_json(report.place)) if report.place.usable else None
        )
        row.facts = self._vault.seal_json("report", "facts", row.id, report.facts) if report.facts else None
        row.silent = report.facts.get("write") == "no"

    def _report(self, row: ReportRow) -> Report:
        return Report(
            id=row.id,
            incident_id=row.incident_id,
            person_id=row.person_id,
            contact_id=row.contact_id,
            number=row.number,
            verified=row.verified,
            first_hand=row.first_hand,
            received_at=row.received_at,
            seen_at=row.seen_at,
            language=row.language,
            words=self._vault.open("report", "words", row.id, row.words) if row.words else "",
            place=self._place(row),
            facts=self._vault.open_json("report", "facts", row.id, row.facts) if row.facts else {},
            asked_at=row.asked_at,
        )

    def _place(self, row: ReportRow) -> Place:
        return from_json(self._vault.open_json("report", "place", row.id, row.place)) if row.place else Place()
