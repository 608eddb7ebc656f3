"""What people reported: one report of each person on an incident, opened and sealed."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, case, func, insert, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.incident import Report, Tally, TappedFacts
from alerts.incidents.salute import asked_for_silence
from alerts.places.place import Place
from storage.core.core_tables import subject
from storage.core.ids import new_id
from storage.core.moments import UtcMilliseconds
from storage.core.place_codec import as_json, from_json
from storage.encryption.vault import Vault
from storage.incidents.tables import report as reports

# Built once: every report asks for these. As rows, not as objects: those cost more than the statement.
_r = reports.c
_ALL = select(reports)
_OF = _ALL.where(_r.incident_id == bindparam("incident")).order_by(_r.number)
_IS_OPEN = subject.c.closed_at.is_(None)
_THEIRS = _r.person_id == bindparam("person")
_WITH_SUBJECT = reports.join(subject, subject.c.id == _r.incident_id)
_TALLY = select(func.count(), func.sum(case((_r.verified, 1), else_=0)), func.max(_r.number)).where(
    _r.incident_id == bindparam("incident")
)
_GET = _ALL.where(_r.id == bindparam("report"))
_BY = _OF.where(_THEIRS).limit(1)
_BY_PERSON = _ALL.where(_THEIRS).order_by(_r.received_at.desc(), _r.id.desc()).limit(bindparam("most"))
_OPEN_BY = _BY_PERSON.select_from(_WITH_SUBJECT).where(_IS_OPEN)
_COUNT_OPEN_BY = select(func.count()).select_from(_WITH_SUBJECT).where(_THEIRS, _IS_OPEN)
_ASKED_BACK = (
    _ALL.select_from(_WITH_SUBJECT)
    .where(_THEIRS, _r.asked_at.is_not(None), _IS_OPEN)
    .order_by(_r.asked_at.desc())
    .limit(1)
)
_ADD = insert(reports)
_FIRST = _OF.limit(bindparam("most"))
_FIRST_VOUCHED = _OF.where(_r.verified, _r.words.is_not(None)).limit(1)
_REPORTERS = select(_r.person_id).where(_r.incident_id == bindparam("incident"))
_REPORTERS_UNTIL = _REPORTERS.where(_r.received_at <= bindparam("until", type_=UtcMilliseconds()))
_HEARD_AT = (
    select(_r.received_at).where(_r.incident_id == bindparam("incident")).order_by(_r.received_at.desc()).limit(1)
)
# Columns, not rows: there may be hundreds, and nothing but this is opened of them.
_TAPPED = select(_r.id, _r.person_id, _r.verified, _r.received_at, _r.facts)
_TAPS = _TAPPED.where(_r.incident_id == bindparam("incident"), _r.facts.is_not(None)).order_by(_r.number)
# Few are: those who said so, and what was kept before it stood in a column of its own.
_SILENT = _TAPPED.select_from(_WITH_SUBJECT).where(
    or_(_r.silent.is_(True), and_(_r.silent.is_(None), _r.facts.is_not(None))),
    _r.person_id.is_not(None),
    or_(_IS_OPEN, _r.incident_id.in_(bindparam("also", expanding=True))),
)
_DEMOTABLE = _THEIRS, _r.verified, _r.incident_id.in_(select(subject.c.id).where(_IS_OPEN))
_DEMOTED, _DEMOTE = select(_r.incident_id).where(*_DEMOTABLE), update(reports).where(*_DEMOTABLE)
_SAVE = update(reports).where(_r.id == bindparam("which"))


class SqlReports:
    """Reports in the database, opened and sealed (port: alerts/incidents/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def add(self, report: Report) -> Report:
        """Keep a new report; return it with its id."""
        added = replace(report, id=new_id())
        values = {
            "id": added.id,
            "incident_id": added.incident_id,
            "person_id": added.person_id,
            "contact_id": added.contact_id,
            "number": added.number,
            "verified": added.verified,
            "first_hand": added.first_hand,
            "received_at": added.received_at,
            "seen_at": added.seen_at,
            "language": added.language,
        }
        await (await self._session.connection()).execute(_ADD, values | self._sealed(added))
        return added

    async def get(self, report_id: int) -> Report | None:
        """Return one report; None where there is none of that id."""
        return await self._one(_GET, report=report_id)

    async def newest_by(self, person_id: int) -> Report | None:
        """Return what this person reported last, of whatever incident."""
        return await self._one(_BY_PERSON, person=person_id, most=1)

    async def of(self, incident_id: int) -> list[Report]:
        """Return the reports of an incident, reporter 1 first."""
        return await self._all(_OF, incident=incident_id)

    async def first(self, incident_id: int, most: int) -> list[Report]:
        """Return the first so many reports of an incident, reporter 1 first."""
        return await self._all(_FIRST, incident=incident_id, most=most)

    async def first_vouched(self, incident_id: int) -> Report | None:
        """Return the first report of a verified reporter that has words."""
        return await self._one(_FIRST_VOUCHED, incident=incident_id)

    async def by(self, incident_id: int, person_id: int) -> Report | None:
        """Return what this person reported of this incident, the first of it."""
        return await self._one(_BY, incident=incident_id, person=person_id)

    async def open_by(self, person_id: int) -> int:
        """Count the open incidents that this person reported."""
        found = await (await self._session.connection()).execute(_COUNT_OPEN_BY, {"person": person_id})
        return int(found.scalar_one())

    async def newest_open_by(self, person_id: int) -> Report | None:
        """Return what this person reported last of what is open."""
        return await self._one(_OPEN_BY, person=person_id, most=1)

    async def open_of(self, person_id: int) -> list[Report]:
        """Return what this person reported of what is open, the newest first, 40 at most."""
        return await self._all(_OPEN_BY, person=person_id, most=40)

    async def demote(self, person_id: int) -> list[int]:
        """Let what they reported of open incidents count as a stranger's; return which incidents that were."""
        connection, given = await self._session.connection(), {"person": person_id}
        incidents = list(dict.fromkeys((await connection.execute(_DEMOTED, given)).scalars()))
        if incidents:
            await connection.execute(_DEMOTE, given | {"verified": False})
        return incidents

    async def asked_back(self, person_id: int) -> Report | None:
        """Return the report of theirs of an open incident about which the desk wrote to them last."""
        return await self._one(_ASKED_BACK, person=person_id)

    async def reporters(self, incident_id: int, until: datetime | None = None) -> frozenset[int]:
        """Return who reported it, up to that moment, and is still known."""
        asking, given = (_REPORTERS, {}) if until is None else (_REPORTERS_UNTIL, {"until": until})
        rows = await (await self._session.connection()).execute(asking, given | {"incident": incident_id})
        return frozenset(person_id for person_id in rows.scalars() if person_id is not None)

    async def heard_at(self, incident_id: int) -> datetime | None:
        """Return when the last who reported it did first; None where nobody did."""
        found = await (await self._session.connection()).execute(_HEARD_AT, {"incident": incident_id})
        heard_at: datetime | None = found.scalars().first()
        return heard_at

    async def tally(self, incident_id: int) -> Tally:
        """Count how many people reported it."""
        rows = await (await self._session.connection()).execute(_TALLY, {"incident": incident_id})
        people, of_them, last = rows.one()
        return Tally(people=people, verified=of_them or 0, last=last or 0)

    async def taps(self, incident_id: int) -> list[TappedFacts]:
        """Return what reporters said of it by taps, reporter 1 first."""
        return await self._tapped(_TAPS, {"incident": incident_id})

    async def silent(self, also: Collection[int]) -> frozenset[int]:
        """Return who tapped, of whatever is open and of these incidents, that it is not safe to write to them."""
        return asked_for_silence(await self._tapped(_SILENT, {"also": sorted(also)}))

    async def _tapped(self, said: Any, given: dict[str, Any]) -> list[TappedFacts]:
        return [
            TappedFacts(
                person_id=row.person_id,
                verified=row.verified,
                received_at=row.received_at,
                facts=self._vault.open_json("report", "facts", row.id, row.facts),
            )
            for row in await (await self._session.connection()).execute(said, given)
        ]

    async def save(self, report: Report) -> None:
        """Keep a report's words, place, facts, incident and number as changed. Raises LookupError where it is gone."""
        values = {
            "which": report.id,
            "incident_id": report.incident_id,
            "number": report.number,
            "seen_at": report.seen_at,
            "asked_at": report.asked_at,
        }
        saved = await (await self._session.connection()).execute(_SAVE, values | self._sealed(report))
        if saved.rowcount == 0:
            raise LookupError("no such report")

    async def _one(self, asking: Any, **given: int) -> Report | None:
        row = (await (await self._session.connection()).execute(asking, given)).first()
        return self._report(row) if row is not None else None

    async def _all(self, asking: Any, **given: int) -> list[Report]:
        rows = await (await self._session.connection()).execute(asking, given)
        return [self._report(row) for row in rows]

    def _sealed(self, report: Report) -> dict[str, Any]:
        seal_json = self._vault.seal_json
        place = as_json(report.place) if report.place.usable else None
        return {
            "words": self._vault.seal("report", "words", report.id, report.words) if report.words else None,
            "place": seal_json("report", "place", report.id, place) if place is not None else None,
            "facts": seal_json("report", "facts", report.id, report.facts) if report.facts else None,
            "silent": report.facts.get("write") == "no",
        }

    def _report(self, row: Any) -> Report:
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

    def _place(self, row: Any) -> Place:
        return from_json(self._vault.open_json("report", "place", row.id, row.place)) if row.place else Place()
