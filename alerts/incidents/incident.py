"""An incident, the reports about it, and what verifiers and responders said."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from alerts.incidents.alert_task import WantedTasks
from alerts.incidents.corrections import ALERTED, Corrections, PlaceSource
from alerts.incidents.matter import PRIVATE, Matter
from alerts.places.place import Place

SCENE_CAP = 12
"""So many go to one scene, if the desk lets no more come (set when this was ordered: a crowd helps nobody)."""
SUBJECT = "incident"
"""The kind of subject that an incident is to its notices."""


class State(StrEnum):
    """Where an incident stands. lifecycle.py says which way it may go."""

    REPORTED = "reported"
    """Somebody wrote; no dispatcher has it yet."""
    VERIFYING = "verifying"
    """A dispatcher has it and is finding out."""
    UNVERIFIABLE = "unverifiable"
    """Nobody could find out; still open."""
    CONFIRMED = "confirmed"
    """A dispatcher said so; people were told."""
    CLOSED = "closed"
    """Over; those who were told heard it."""
    FALSE_ALARM = "false_alarm"
    """It was not so; those who were told, if any, heard it."""
    NOT_IMMIGRATION = "not_immigration"
    """There was something, but it was police or others; those who were told, if any, heard it."""
    LAPSED = "lapsed"
    """Only strangers reported it, and nobody touched it for hours; they heard so."""
    MERGED = "merged"
    """It was the same as another, which goes on."""


OPEN = frozenset({State.REPORTED, State.VERIFYING, State.UNVERIFIABLE, State.CONFIRMED})
"""States in which something can still happen."""

ENDED = frozenset({State.CLOSED, State.FALSE_ALARM, State.NOT_IMMIGRATION, State.LAPSED})
"""States in which a dispatcher ended it, or nobody took it: for a while it may be opened again."""

UNDECIDED = frozenset({State.REPORTED, State.VERIFYING, State.UNVERIFIABLE})
"""States in which nobody in the community was told yet."""


class Basis(StrEnum):
    """Why an incident was confirmed."""

    OBSERVER = "observer"
    """A trained observer saw it (CAP Observed)."""
    PHOTO = "photo"
    """A dispatcher saw a photo (CAP Likely)."""
    TWO = "two"
    """Two reporters who do not know of each other (CAP Likely)."""
    INSIDE = "inside"
    """A dispatcher spoke to somebody inside (CAP Likely)."""


class OtherAgency(StrEnum):
    """Who it was, where it was not immigration."""

    POLICE = "police"
    """Police of a town or a state, sheriffs."""
    OTHERS = "others"
    """Anybody else: inspectors, guards, a delivery."""


@dataclass(frozen=True, kw_only=True)
class EarlierPlace:
    """Where an incident was said to be before it moved, or besides."""

    words: str
    at: datetime
    """When that was told, aware UTC."""


@dataclass(frozen=True, kw_only=True)
class Incident:
    """What reports are about. Times are aware UTC."""

    id: int
    number: int
    """What people call it ("number 12")."""
    town_id: int | None
    """None while we do not know; then every desk sees it."""
    state: State
    version: int
    place: Place
    opened_at: datetime
    observed_at: datetime
    observer_id: int | None = None
    holder_id: int | None = None
    held_at: datetime | None = None
    basis: Basis | None = None
    confirmed_at: datetime | None = None
    expires_at: datetime | None = None
    closed_at: datetime | None = None
    merged_into_id: int | None = None
    card_id: int | None = None
    ways: tuple[Place, ...] = ()
    """Every way in which its place was told: what a report is held against. Few, however many reported it."""
    earlier: tuple[EarlierPlace, ...] = ()
    """Where it was before it moved, the oldest first."""
    matter: Matter = Matter.SIGHTING
    town_proposed: bool = False
    """Nobody named its town: it is the reporter's own."""
    outside: str = ""
    """The town it is in, where that is none of the network's."""
    time_unclear: bool = False
    """Nobody could say yet when it was seen: `observed_at` is when it was told."""
    place_from: PlaceSource = PlaceSource.LEAD
    corrections: Corrections = field(default_factory=Corrections)
    scene_cap: int = SCENE_CAP
    """So many may be on the scene; who else offers to go stands by."""
    tasks: WantedTasks = ()
    """What the desk asked people for, and how many of each."""
    muted: bool = False
    """Only people whom the desk muted reported it: nobody is rung, and it has no card until the desk looks at it."""

    @property
    def may_alert(self) -> bool:
        """Whether people may be asked to go there or told of it: as the desk says, else as it was reported."""
        return self.corrections.kind in ALERTED if self.corrections.kind else self.matter not in PRIVATE

    @property
    def other_town_waits(self) -> bool:
        """Whether the alert went to another town than the one where it is, as the desk says now."""
        said = self.corrections
        wrong = said.told_town_id is not None and self.town_id not in (said.told_town_id, said.alerted_town_id)
        return wrong and self.state is State.CONFIRMED and self.may_alert and self.place.usable


@dataclass(frozen=True, kw_only=True)
class Report:
    """What one person saw."""

    id: int
    incident_id: int
    person_id: int | None
    contact_id: int | None
    number: int
    """Reporter 1, 2, 3 of this incident: the desk sees no more of them."""
    verified: bool
    first_hand: bool
    received_at: datetime
    words: str
    language: str | None
    place: Place
    facts: dict[str, str] = field(default_factory=dict)
    """Taps: "size" -> "few", …; see salute.py."""
    seen_at: datetime | None = None
    """When it was seen, as far as the words say; None: as it arrived, or not known."""
    asked_at: datetime | None = None
    """When the desk last wrote to this reporter; None where it never did."""


@dataclass(frozen=True, kw_only=True)
class TappedFacts:
    """What one person said of an incident by taps, without their words."""

    person_id: int | None
    verified: bool
    received_at: datetime
    facts: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many people reported an incident."""

    people: int
    verified: int
    last: int
    """The highest number that a reporter of it has; 0 where there is none."""

    def with_one(self, report: Report) -> "Tally":
        """Return the tally with this reporter, who was not counted yet."""
        return Tally(people=self.people + 1, verified=self.verified + report.verified, last=report.number)


class VerifierState(StrEnum):
    """How far a verifier got."""

    ASKED = "asked"
    """Asked whether they can go, and has not answered."""
    GOING = "going"
    """Offered to go, and was told to."""
    STANDING_BY = "standby"
    """Offered to go when enough were going: the first to be asked when one of those does not come."""
    SEEN = "seen"
    """Is there and sees it."""
    NOTHING = "nothing"
    """Was there and found nothing."""
    CANNOT = "cannot"
    """Can't go: is not asked again."""
    RELEASED = "released"
    """Was told that there is no need for them any more."""


class PickedBy(StrEnum):
    """Why somebody was asked to look."""

    OWN_TOWN = "own_town"
    """They are a witness of the incident's town."""
    NEIGHBOR = "neighbor"
    """They are a witness of a town beside it."""
    CAME = "came"
    """Nobody asked them: they were there already."""


@dataclass(frozen=True, kw_only=True)
class Verification:
    """One responder asked to look."""

    id: int
    incident_id: int
    person_id: int
    state: VerifierState
    asked_at: datetime
    eta_at: datetime | None = None
    answered_at: datetime | None = None
    """When they said last how far they got; None: not yet."""
    ring: int = 0
    """In which ring they were asked, from 1; 0: in none."""
    picked_by: PickedBy = PickedBy.OWN_TOWN


class Reply(StrEnum):
    """A responder's answer to an alert."""

    ON_MY_WAY = "onway"
    ON_THE_SCENE = "onscene"
    STANDING_BY = "standby"
    """Offered to go when enough were going: called when somebody can't."""
    CANNOT = "cannot"
    LATER = "later"
    """Can't now, and said when they could: asked again then."""
