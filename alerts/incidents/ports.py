"""What the use cases of incidents need of storage. Times are aware UTC."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Protocol

from alerts.incidents.corrections import PlaceSource
from alerts.incidents.incident import (
    Incident,
    PickedBy,
    Reply,
    Report,
    Tally,
    TappedFacts,
    Verification,
    VerifierState,
)
from alerts.incidents.matter import Matter
from alerts.incidents.open_filter import OpenFilter
from alerts.incidents.remote_check import RemoteCheck
from alerts.incidents.untaken_lead import UntakenLead
from alerts.places.place import Place
from alerts.work.port import Port


class Incidents(Protocol):
    """Incidents: their states under a guard, and which of them stand."""

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
        ...

    async def get(self, incident_id: int) -> Incident | None:
        """Return one incident; None where there is none of that id."""
        ...

    async def numbered(self, number: int) -> Incident | None:
        """Return the incident that people call by this number."""
        ...

    async def standing(self, town_id: int | None) -> list[tuple[Incident, datetime]]:
        """Return the open incidents of a town (of all, where it is None), each with when it was last heard of."""
        ...

    async def some_open(self, wanted: OpenFilter, most: int, *, after: int = 0, newest: bool = False) -> list[Incident]:
        """Return so many of these at most, by number, the oldest or with `newest` the newest first. No other is opened.

        `after`: without as many at the beginning.
        """
        ...

    async def count_open(self, wanted: OpenFilter) -> int:
        """Return how many these are."""
        ...

    async def held_by(self, person_id: int) -> list[Incident]:
        """Return what this dispatcher has in hand and has not decided, oldest first."""
        ...

    async def near(self, place: Place, town_id: int | None) -> list[tuple[Incident, datetime]]:
        """Return open incidents of a town (of all, where it is None) that may be at this place.

        Each with when it was last heard of. Whatever is the same place is among them; how many are open costs nothing.
        """
        ...

    async def another_open(self, incident: Incident, matters: Collection[Matter]) -> int | None:
        """Return the number of the oldest other open incident of its town, of one of these matters; None: none."""
        ...

    async def untaken_leads(
        self, town_id: int | None, most: int | None = None, *, carded: bool = False
    ) -> list[UntakenLead]:
        """Return the leads of this town that nobody took, oldest first (None: those whose town is not known).

        `most`: so many at most, in any order; `carded`: only those that have a card. Nothing is opened for it.
        """
        ...

    async def change(self, incident: Incident, **changes: object) -> Incident | None:
        """Change it by a guarded UPDATE: None when somebody else changed it since it was read."""
        ...

    async def set_card(self, incident_id: int, notice_id: int) -> None:
        """Remember which notice is the desk's card of it."""
        ...

    async def children(self, incident_id: int) -> list[Incident]:
        """Return every incident that was merged into it, or into one of those."""
        ...

    async def purge(self, incident_id: int, now: datetime) -> None:
        """Remove place, words, and who did what; town, times and counts stay."""
        ...


class Reports(Protocol):
    """What people reported of incidents."""

    async def add(self, report: Report) -> Report:
        """Keep a new report; return it with its id."""
        ...

    async def get(self, report_id: int) -> Report | None:
        """Return one report; None where there is none of that id."""
        ...

    async def of(self, incident_id: int) -> list[Report]:
        """Return all of an incident's reports, opened: it costs more with each; the first few or their tally do not."""
        ...

    async def first(self, incident_id: int, most: int) -> list[Report]:
        """Return the first so many, reporter 1 first."""
        ...

    async def first_vouched(self, incident_id: int) -> Report | None:
        """Return the first report of a verified reporter that has words."""
        ...

    async def by(self, incident_id: int, person_id: int) -> Report | None:
        """Return what this person reported of it; None where they did not."""
        ...

    async def newest_by(self, person_id: int) -> Report | None:
        """Return what this person reported last, of whatever incident; None where they never did."""
        ...

    async def open_by(self, person_id: int) -> int:
        """Count the open incidents that this person reported."""
        ...

    async def newest_open_by(self, person_id: int) -> Report | None:
        """Return what this person reported last of what is open; None where nothing of theirs is."""
        ...

    async def open_of(self, person_id: int) -> list[Report]:
        """Return what this person reported of what is open, the newest first, 40 at most."""
        ...

    async def reporters(self, incident_id: int, until: datetime | None = None) -> frozenset[int]:
        """Return who reported it, up to that moment, and is still known."""
        ...

    async def heard_at(self, incident_id: int) -> datetime | None:
        """Return when the last who reported it did first; None where nobody did."""
        ...

    async def tally(self, incident_id: int) -> Tally:
        """Count how many people reported it."""
        ...

    async def taps(self, incident_id: int) -> list[TappedFacts]:
        """Return what reporters said of it by taps, reporter 1 first."""
        ...

    async def silent(self, also: Collection[int]) -> frozenset[int]:
        """Return who tapped, of whatever is open and of these incidents, that it is not safe to write to them."""
        ...

    async def save(self, report: Report) -> None:
        """Keep what changed in it: words, place, facts, its incident and its number there, when it was asked back."""
        ...

    async def demote(self, person_id: int) -> list[int]:
        """Let what they reported of open incidents count as a stranger's; return which incidents that were."""
        ...

    async def asked_back(self, person_id: int) -> Report | None:
        """Return the report of theirs of an open incident about which the desk wrote to them last; None: it did not."""
        ...


class Verifications(Protocol):
    """Who was asked to look at incidents, and what they said."""

    async def of(self, incident_id: int) -> list[Verification]:
        """Return everybody asked to look at it, in the order of asking."""
        ...

    async def get(self, verification_id: int) -> Verification | None:
        """Return the look of this id; None where it is gone."""
        ...

    async def add(
        self, incident_id: int, picked: Mapping[int, PickedBy], ring: int, now: datetime
    ) -> list[Verification]:
        """Remember that these persons are asked to look, each with why; return their looks in this order."""
        ...

    async def ask_again(self, verification_ids: Collection[int], ring: int, now: datetime) -> None:
        """Remember that these are asked once more."""
        ...

    async def release(self, verification_ids: Collection[int]) -> None:
        """Remember that these were told that there is no need for them."""
        ...

    async def record(self, verification_id: int, state: VerifierState, now: datetime, eta_at: datetime | None) -> None:
        """Remember how far they got."""
        ...

    async def remove(self, verification_id: int) -> None:
        """Forget that they were asked."""
        ...

    async def of_person(self, person_id: int, since: datetime, *, ended: bool = False) -> list[Verification]:
        """Return to which open incidents this person was sent to look since then, the newest first.

        `ended`: to which that are over.
        """
        ...

    async def busy(self, since: datetime) -> frozenset[int]:
        """Return who said since then that they are on their way to an open incident, or that they are there."""
        ...

    async def last_asked(self, person_ids: Iterable[int]) -> dict[int, datetime]:
        """Return when each of these persons was last asked to look; who never was is left out."""
        ...


class Answers(Protocol):
    """What responders answered to alerts."""

    async def save(
        self,
        incident_id: int,
        person_id: int,
        reply: Reply,
        now: datetime,
        *,
        arrives_at: datetime | None = None,
        noted_by: int | None = None,
    ) -> None:
        """Keep an answer; the latest of a person counts. `noted_by`: somebody at the desk, for them."""
        ...

    async def arrivals(self, incident_id: int) -> dict[int, datetime]:
        """Return when they say that they arrive, or could come (aware UTC), by person."""
        ...

    async def of(self, incident_id: int) -> dict[int, Reply]:
        """Return the answers by person, the earliest first."""
        ...

    async def of_person(self, person_id: int) -> dict[int, Reply]:
        """Return what this person answered about incidents that are open, by the incidents' ids."""
        ...

    async def forget(self, incident_id: int) -> None:
        """Remove the answers to an alert that is over."""
        ...


class RemoteChecks(Protocol):
    """What the desk found out from afar."""

    async def add(self, check: RemoteCheck) -> None:
        """Keep one more."""
        ...

    async def of(self, incident_ids: Collection[int]) -> list[RemoteCheck]:
        """Return those of these incidents, the latest last."""
        ...


INCIDENTS = Port[Incidents]("incidents")
REPORTS = Port[Reports]("reports")
VERIFICATIONS = Port[Verifications]("verifications")
ANSWERS = Port[Answers]("answers")
REMOTE_CHECKS = Port[RemoteChecks]("remote checks")
