"""What people saw and said: reports, verifications, answers."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, case, func, update
from sqlalchemy import select as core_select
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.incident import OPEN, Reply, Report, Tally, TappedFacts, Verification, VerifierState
from alerts.places.place import Place
from storage.core import core_tables
from storage.core.ids import new_id
from storage.core.place_codec import as_json, from_json
from storage.encryption.vault import Vault
from storage.incidents.tables import AnswerRow, IncidentRow, ReportRow, VerificationRow

_reports = core_tables.report.c
# Made once: every report asks for these.
_TALLY = core_select(func.count(), func.sum(case((_reports.verified, 1), else_=0)), func.max(_reports.number)).where(
    _reports.incident_id == bindparam("incident")
)
_REPORT_OF = (
    select(ReportRow)
    .where(ReportRow.incident_id == bindparam("incident"), ReportRow.person_id == bindparam("person"))
    .order_by(col(ReportRow.number))
    .limit(1)
)


class SqlObservations:
    """The part of alerts.work.unit_of_work.Incidents that is about people's words and answers."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def add_report(self, report: Report) -> Report:
        """Keep a new report; it comes back with its id."""
        row = ReportRow(
            id=new_id(),
            incident_id=report.incident_id,
            person_id=report.person_id,
            contact_id=report.contact_id,
            number=report.number,
            verified=report.verified,
            first_hand=report.first_hand,
            received_at=report.received_at,
            language=report.language,
        )
        self._seal(row, report)
        self._session.add(row)
        await self._session.flush()
        return self._report(row)

    async def report(self, report_id: int) -> Report | None:
        """One report."""
        row = await self._session.get(ReportRow, report_id)
        return self._report(row) if row else None

    async def reports(self, incident_id: int) -> list[Report]:
        """Of an incident, reporter 1 first."""
        rows = await self._session.exec(
            select(ReportRow).where(ReportRow.incident_id == incident_id).order_by(col(ReportRow.number))
        )
        return [self._report(row) for row in rows.all()]

    async def first_reports(self, incident_id: int, most: int) -> list[Report]:
        """The first so many, reporter 1 first."""
        rows = await self._session.exec(
            select(ReportRow).where(ReportRow.incident_id == incident_id).order_by(col(ReportRow.number)).limit(most)
        )
        return [self._report(row) for row in rows.all()]

    async def first_vouched(self, incident_id: int) -> Report | None:
        """The first verified reporter's that has words."""
        rows = await self._session.exec(
            select(ReportRow)
            .where(ReportRow.incident_id == incident_id, col(ReportRow.verified), col(ReportRow.words).is_not(None))
            .order_by(col(ReportRow.number))
            .limit(1)
        )
        row = rows.first()
        return self._report(row) if row else None

    async def report_of(self, incident_id: int, person_id: int) -> Report | None:
        """What this person reported of this incident, the first of it."""
        given = {"incident": incident_id, "person": person_id}
        row = (await self._session.exec(_REPORT_OF, params=given)).first()
        return self._report(row) if row else None

    async def reporters(self, incident_id: int, until: datetime | None = None) -> frozenset[int]:
        """Who reported it, up to that moment, and is still known."""
        query = select(ReportRow.person_id).where(ReportRow.incident_id == incident_id)
        if until is not None:
            query = query.where(ReportRow.received_at <= until)
        rows = await self._session.exec(query)
        return frozenset(person_id for person_id in rows.all() if person_id is not None)

    async def tally(self, incident_id: int) -> Tally:
        """How many people reported it."""
        rows = await (await self._session.connection()).execute(_TALLY, {"incident": incident_id})
        people, of_them, last = rows.one()
        return Tally(people=people, verified=of_them or 0, last=last or 0)

    async def taps(self, incident_id: int) -> list[TappedFacts]:
        """Of who said something by taps, reporter 1 first."""
        # Columns, not rows: there may be hundreds, and nothing but this is opened of them.
        r = core_tables.report.c
        said = (
            core_select(r.id, r.person_id, r.verified, r.received_at, r.facts)
            .where(r.incident_id == incident_id, r.facts.is_not(None))
            .order_by(r.number)
        )
        return [
            TappedFacts(
                person_id=row.person_id,
                verified=row.verified,
                received_at=row.received_at,
                facts=self._vault.open_json("report", "facts", row.id, row.facts),
            )
            for row in await (await self._session.connection()).execute(said)
        ]

    async def save_report(self, report: Report) -> None:
        """What changed in it: words, place, facts, its incident and number there."""
        row = await self._session.get(ReportRow, report.id)
        if row is None:
            raise LookupError("no such report")
        row.incident_id, row.number = report.incident_id, report.number
        self._seal(row, report)
        self._session.add(row)
        await self._session.flush()

    async def verifications(self, incident_id: int) -> list[Verification]:
        """Everybody asked to look, in the order of asking."""
        rows = await self._session.exec(
            select(VerificationRow).where(VerificationRow.incident_id == incident_id).order_by(col(VerificationRow.id))
        )
        return [_verification(row) for row in rows.all()]

    async def verification(self, verification_id: int) -> Verification | None:
        """One of them."""
        row = await self._session.get(VerificationRow, verification_id)
        return _verification(row) if row else None

    async def ask(self, incident_id: int, person_id: int, now: datetime) -> Verification:
        """This person is asked to look."""
        row = VerificationRow(
            id=new_id(), incident_id=incident_id, person_id=person_id, state=VerifierState.ASKED.value, asked_at=now
        )
        self._session.add(row)
        await self._session.flush()
        return _verification(row)

    async def looked(self, verification_id: int, state: VerifierState, now: datetime, eta_at: datetime | None) -> None:
        """How far they got."""
        await self._session.exec(
            update(VerificationRow)
            .where(col(VerificationRow.id) == verification_id)
            .values(state=state.value, answered_at=now, eta_at=eta_at)
        )
        self._session.expire_all()

    async def busy(self) -> frozenset[int]:
        """Persons on their way to an incident that is open."""
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
        """When each of them was last asked to look."""
        rows = await self._session.exec(
            select(VerificationRow.person_id, func.max(VerificationRow.asked_at))
            .where(col(VerificationRow.person_id).in_(list(person_ids)))
            .group_by(col(VerificationRow.person_id))
        )
        return dict(rows.all())

    async def answer(self, incident_id: int, person_id: int, reply: Reply, now: datetime) -> None:
        """The latest answer counts."""
        changed = await self._session.exec(
            update(AnswerRow)
            .where(col(AnswerRow.incident_id) == incident_id, col(AnswerRow.person_id) == person_id)
            .values(answer=reply.value, at=now)
        )
        if changed.rowcount == 0:
            self._session.add(
                AnswerRow(id=new_id(), incident_id=incident_id, person_id=person_id, answer=reply.value, at=now)
            )
            await self._session.flush()
        self._session.expire_all()

    async def answers(self, incident_id: int) -> dict[int, Reply]:
        """By person."""
        rows = await self._session.exec(select(AnswerRow).where(AnswerRow.incident_id == incident_id))
        return {row.person_id: Reply(row.answer) for row in rows.all()}

    def place_of(self, row: ReportRow) -> Place:
        """Where a report says it is."""
        return from_json(self._vault.open_json("report", "place", row.id, row.place)) if row.place else Place()

    def _seal(self, row: ReportRow, report: Report) -> None:
        row.words = self._vault.seal("report", "words", row.id, report.words) if report.words else None
        row.place = (
            self._vault.seal_json("report", "place", row.id, as_json(report.place)) if report.place.usable else None
        )
        row.facts = self._vault.seal_json("report", "facts", row.id, report.facts) if report.facts else None

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
            language=row.language,
            words=self._vault.open("report", "words", row.id, row.words) if row.words else "",
            place=self.place_of(row),
            facts=self._vault.open_json("report", "facts", row.id, row.facts) if row.facts else {},
        )


def _verification(row: VerificationRow) -> Verification:
    return Verification(
        id=row.id,
        incident_id=row.incident_id,
        person_id=row.person_id,
        state=VerifierState(row.state),
        asked_at=row.asked_at,
        eta_at=row.eta_at,
    )
