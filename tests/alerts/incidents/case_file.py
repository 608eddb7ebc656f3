"""What is known of one incident, in memory: enough of a unit of work for rules that read and never write."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from alerts.incidents.incident import Incident, Report, Tally, TappedFacts, Verification
from alerts.incidents.ports import INCIDENTS, REMOTE_CHECKS, REPORTS, VERIFICATIONS
from alerts.incidents.remote_check import RemoteCheck
from alerts.incidents.salute import asked_for_silence
from alerts.network.audience import Audience
from alerts.network.town import Network, Town
from alerts.people.person import Person
from alerts.places.place import Place
from alerts.understanding.word_cleaner import WordCleaner
from alerts.work.mail import Reach
from tests.alerts.samples import HOLYOKE, NOON, NORTHAMPTON
from tests.alerts.understanding.lexicon import shipped

NETWORK = Network(
    name="Valley",
    languages=("en", "es"),
    zone=ZoneInfo("America/New_York"),
    towns=(
        Town(id=NORTHAMPTON, name="Northampton", point=(42.325, -72.641)),
        Town(id=HOLYOKE, name="Holyoke", point=(42.204, -72.616)),
    ),
)


def report(number: int = 1, **changes: Any) -> Report:
    """What somebody whom the network knows saw at the incident's place."""
    given: dict[str, Any] = {
        "id": number, "incident_id": 1, "person_id": number, "contact_id": number, "verified": True,
        "first_hand": True, "received_at": NOON, "words": "", "language": "en", "place": Place(),
    }  # fmt: skip
    return Report(number=number, **(given | changes))


@dataclass
class CaseFile:
    """Reports and looks of an incident, and the people that its town has."""

    reports: tuple[Report, ...] = ()
    looks: tuple[Verification, ...] = ()
    residents: tuple[Person, ...] = ()
    told_before: frozenset[int] = frozenset()
    groups: dict[str, int] = field(default_factory=dict)
    hotline: str = ""

    @property
    def cleaner(self) -> WordCleaner:
        return WordCleaner(shipped)

    @property
    def mail(self) -> "CaseFile":
        return self

    @property
    def people(self) -> "_People":
        return _People(self)

    def repository(self, port: object) -> object:
        kept: dict[object, object] = {
            INCIDENTS: _Incidents(),
            REPORTS: _Reports(self),
            VERIFICATIONS: _Verifications(self),
            REMOTE_CHECKS: _RemoteChecks(),
        }
        return kept[port]

    async def network(self) -> Network:
        return NETWORK

    async def told_persons(self, _subject_ids: Iterable[int]) -> frozenset[int]:
        return self.told_before

    async def persons_in(self, audience: Audience) -> frozenset[int]:
        return frozenset(person.id for person in self.residents if audience.holds(person))

    async def reach(self, _audience: Audience) -> Reach:
        return Reach(people={}, groups=self.groups)


@dataclass
class _People:
    file: CaseFile

    async def get(self, person_id: int) -> Person | None:
        return next((person for person in self.file.residents if person.id == person_id), None)


class _RemoteChecks:
    async def of(self, _incident_ids: Iterable[int]) -> list[RemoteCheck]:
        return []


class _Incidents:
    async def children(self, _incident_id: int) -> list[Incident]:
        return []

    async def standing(self, _town_id: int | None) -> list[tuple[Incident, datetime]]:
        return []


@dataclass
class _Verifications:
    file: CaseFile

    async def of(self, _incident_id: int) -> list[Verification]:
        return list(self.file.looks)


@dataclass
class _Reports:
    file: CaseFile

    async def first(self, _incident_id: int, most: int) -> list[Report]:
        return list(self.file.reports[:most])

    async def of(self, _incident_id: int) -> list[Report]:
        return list(self.file.reports)

    async def get(self, report_id: int) -> Report | None:
        return next((one for one in self.file.reports if one.id == report_id), None)

    async def first_vouched(self, _incident_id: int) -> Report | None:
        return next((one for one in self.file.reports if one.verified and one.words), None)

    async def reporters(self, _incident_id: int) -> frozenset[int]:
        return frozenset(one.person_id for one in self.file.reports if one.person_id is not None)

    async def tally(self, _incident_id: int) -> Tally:
        verified = sum(one.verified for one in self.file.reports)
        return Tally(people=len(self.file.reports), verified=verified, last=len(self.file.reports))

    async def silent(self, _also: Collection[int]) -> frozenset[int]:
        return asked_for_silence(await self.taps(1))

    async def taps(self, _incident_id: int) -> list[TappedFacts]:
        return [
            TappedFacts(person_id=one.person_id, verified=one.verified, received_at=one.received_at, facts=one.facts)
            for one in self.file.reports
        ]
