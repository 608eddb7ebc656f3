"""What can be tapped to correct an incident, and to take over what stands apart on its card."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.incidents.corrections import CorrectedField, IncidentKind
from alerts.tap import Tap


@dataclass(frozen=True)
class Correct(Tap):
    """The card's tap that asks what of the incident is to be corrected."""

    verb: ClassVar = "desk.correct"


@dataclass(frozen=True)
class AskToCorrect(Tap):
    """The tap that says what is to be corrected."""

    verb: ClassVar = "correct.field"
    field: CorrectedField


@dataclass(frozen=True)
class DropPlace(Tap):
    """The tap that takes the incident's place out."""

    verb: ClassVar = "correct.place.out"


@dataclass(frozen=True)
class DropPoint(Tap):
    """The tap that takes the point on the map out, and leaves the words."""

    verb: ClassVar = "correct.point.out"


@dataclass(frozen=True)
class KeepPoint(Tap):
    """The tap that puts the point back which stood there before the dispatcher wrote the place."""

    verb: ClassVar = "correct.point.keep"


@dataclass(frozen=True)
class CorrectTown(Tap):
    """The tap that says in which town it is."""

    verb: ClassVar = "correct.town"
    town: int


@dataclass(frozen=True)
class CorrectTime(Tap):
    """The tap that says that it was seen so many minutes ago."""

    verb: ClassVar = "correct.ago"
    minutes: int


@dataclass(frozen=True)
class CorrectKind(Tap):
    """The tap that says what it is."""

    verb: ClassVar = "correct.kind"
    kind: IncidentKind


@dataclass(frozen=True)
class ChooseFact(Tap):
    """The tap that says which fact is to be corrected."""

    verb: ClassVar = "correct.what"
    name: str


@dataclass(frozen=True)
class CorrectFact(Tap):
    """The tap that sets a fact (salute.SALUTE); without a value it takes the fact out."""

    verb: ClassVar = "correct.fact"
    name: str
    value: str | None = None


@dataclass(frozen=True)
class DropWords(Tap):
    """The tap by which no words of a reporter go out."""

    verb: ClassVar = "correct.words.out"


@dataclass(frozen=True)
class RestoreWords(Tap):
    """The tap by which the reporter's own words go out again."""

    verb: ClassVar = "correct.words.own"


@dataclass(frozen=True)
class LeaveCorrecting(Tap):
    """The tap that leaves it as it is."""

    verb: ClassVar = "correct.back"


@dataclass(frozen=True)
class SendCorrection(Tap):
    """The tap that sends the correction to those who were told; `mark`: exactly the texts that were previewed."""

    verb: ClassVar = "correct.send"
    mark: int


@dataclass(frozen=True)
class AlertTown(Tap):
    """The card's tap that alerts the town where it is, after the alert had gone to another one."""

    verb: ClassVar = "desk.alert_town"


@dataclass(frozen=True)
class SendToTown(Tap):
    """The preview's tap that does so. `ticket`: which preview."""

    verb: ClassVar = "alert.town"
    ticket: str


@dataclass(frozen=True)
class UsePlace(Tap):
    """The card's tap that takes over the place that stands apart under this number."""

    verb: ClassVar = "desk.use.place"
    apart: int


@dataclass(frozen=True)
class DeclinePlace(Tap):
    """The card's tap that leaves that place out."""

    verb: ClassVar = "desk.leave.place"
    apart: int


@dataclass(frozen=True)
class UseFacts(Tap):
    """The card's tap that takes over the facts that stand apart; `mark`: which these are (facts_mark)."""

    verb: ClassVar = "desk.use.facts"
    mark: int


@dataclass(frozen=True)
class DeclineFacts(Tap):
    """The card's tap that leaves those facts out."""

    verb: ClassVar = "desk.leave.facts"
    mark: int
