"""What can be tapped about an incident: on the desk's card, in a report, on an alert."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from alerts.incidents.incident import Basis, Reply, VerifierState
from alerts.tap import Tap


class Ending(StrEnum):
    """A way to end an incident, as the desk is offered it."""

    DISMISS = "dismiss"
    """It is not so; nobody was told yet."""
    ALL_CLEAR = "allclear"
    """It is over."""
    CANCEL = "cancel"
    """It was not so after all."""
    HANDLED = "handled"
    """What could be done for who wrote is done."""
    CLOSE = "close"
    """It could not be verified, and is laid down."""
    NOT_IMMIGRATION = "notimmigration"
    """It was not immigration; the second tap says who it was."""
    POLICE = "police"
    """It was police."""
    OTHERS = "others"
    """It was somebody else."""


@dataclass(frozen=True)
class Claim(Tap):
    """The card's tap by which a dispatcher takes the incident."""

    verb: ClassVar = "desk.claim"


@dataclass(frozen=True)
class AskVerifiers(Tap):
    """The card's tap that sends somebody to look."""

    verb: ClassVar = "desk.verify"


@dataclass(frozen=True)
class Unverifiable(Tap):
    """The card's tap that says that nobody can find out."""

    verb: ClassVar = "desk.unverifiable"


@dataclass(frozen=True)
class Confirm(Tap):
    """The card's tap that begins to confirm the incident."""

    verb: ClassVar = "desk.confirm"


@dataclass(frozen=True)
class Update(Tap):
    """The card's tap that begins an update to those who were told."""

    verb: ClassVar = "desk.update"


@dataclass(frozen=True)
class Merge(Tap):
    """The card's tap that asks which other incident it is the same as."""

    verb: ClassVar = "desk.merge"


@dataclass(frozen=True)
class SameAs(Tap):
    """The tap that merges the incident into the one of this number."""

    verb: ClassVar = "desk.same"
    number: int


@dataclass(frozen=True)
class Split(Tap):
    """The card's tap that makes one report an incident of its own; where the reporter is None, it asks whose."""

    verb: ClassVar = "desk.split"
    reporter: int | None = None


@dataclass(frozen=True)
class ChooseTown(Tap):
    """The card's tap that says which town the incident is about."""

    verb: ClassVar = "desk.town"
    town: int


@dataclass(frozen=True)
class ShowAllWords(Tap):
    """The card's tap that shows every word of every report."""

    verb: ClassVar = "desk.whole"


@dataclass(frozen=True)
class ShowMedia(Tap):
    """The tap that shows the next photos, videos and voice notes that wait, after so many."""

    verb: ClassVar = "desk.media"
    skip: int


@dataclass(frozen=True)
class ShowCard(Tap):
    """The tap in the list of what is open that shows the card of this incident (its id)."""

    verb: ClassVar = "desk.show"
    incident: int


@dataclass(frozen=True)
class AskToEnd(Tap):
    """The card's tap that ends the incident; asked back before it happens."""

    verb: ClassVar = "desk"
    ending: Ending


@dataclass(frozen=True)
class End(Tap):
    """The second tap, which does end the incident. `seen`: how many had seen it when it was asked; None: nobody.

    `where`: the place and town that the question was about (closing.mark_of_where); None on those of an older version.
    """

    verb: ClassVar = "end"
    ending: Ending
    seen: int | None = None
    where: int | None = None


@dataclass(frozen=True)
class Reopen(Tap):
    """The tap that opens an ended incident again."""

    verb: ClassVar = "desk.reopen"


@dataclass(frozen=True)
class DontEnd(Tap):
    """The tap that leaves the incident as it is, and sends nothing."""

    verb: ClassVar = "end.no"


@dataclass(frozen=True)
class ChooseBasis(Tap):
    """The tap that says why it may be confirmed although no trained observer saw it."""

    verb: ClassVar = "confirm.reason"
    basis: Basis


@dataclass(frozen=True)
class SendAlert(Tap):
    """The preview's tap that sends the alert. `ticket`: which preview; empty on those of an older version."""

    verb: ClassVar = "confirm.send"
    ticket: str = ""


@dataclass(frozen=True)
class PutBack(Tap):
    """The preview's tap that says that a name which was taken out is a place's. `ticket`: which preview."""

    verb: ClassVar = "confirm.putback"
    index: int
    """Which of the names that the preview offers."""
    ticket: str


@dataclass(frozen=True)
class SendToMe(Tap):
    """The preview's tap that sends the alert to the dispatcher alone. `ticket`: which preview."""

    verb: ClassVar = "confirm.me"
    ticket: str


@dataclass(frozen=True)
class PreviewIn(Tap):
    """The preview's tap that shows both texts in another language. `ticket`: which preview."""

    verb: ClassVar = "confirm.in"
    language: str
    ticket: str


@dataclass(frozen=True)
class BackOut(Tap):
    """The preview's tap that sends nothing."""

    verb: ClassVar = "confirm.back"


@dataclass(frozen=True)
class Translate(Tap):
    """The preview's tap that asks for the reporter's words in this language."""

    verb: ClassVar = "confirm.translate"
    language: str


@dataclass(frozen=True)
class LeaveWordsOut(Tap):
    """The preview's tap that leaves the reporter's words out."""

    verb: ClassVar = "confirm.without"


@dataclass(frozen=True)
class SendUpdate(Tap):
    """The tap that sends one of the updates that need no translation (closing.UPDATES)."""

    verb: ClassVar = "tell"
    what: str


@dataclass(frozen=True)
class WriteUpdate(Tap):
    """The tap that lets a dispatcher write the update."""

    verb: ClassVar = "tell.words"


@dataclass(frozen=True)
class SendWrittenUpdate(Tap):
    """The tap that sends the update as it was previewed. `ticket`: which preview; empty on an older version's."""

    verb: ClassVar = "tell.send"
    ticket: str = ""


@dataclass(frozen=True)
class Look(Tap):
    """A verifier's tap: how far they got with their task; `minutes` until they are there, where they go.

    `verification`: which task of theirs; 0: that of what the question is about, which many are asked together.
    """

    verb: ClassVar = "look"
    state: VerifierState
    verification: int
    minutes: int | None = None


@dataclass(frozen=True)
class AnswerAlert(Tap):
    """A responder's tap: on my way, on the scene, can't. `incident`: of which alert; None: of the one shown."""

    verb: ClassVar = "answer"
    reply: Reply
    incident: int | None = None


@dataclass(frozen=True)
class TellFact(Tap):
    """A reporter's tap: one fact of their report (salute.FACTS); "skip" for none."""

    verb: ClassVar = "fact.is"
    report: int
    name: str
    value: str


@dataclass(frozen=True)
class ReportTown(Tap):
    """A reporter's tap: their report is about this town."""

    verb: ClassVar = "town.is"
    report: int
    town: int


@dataclass(frozen=True)
class FileWords(Tap):
    """The tap that files words written before as a report. `ticket`: which; a button for older ones is stale."""

    verb: ClassVar = "file.this"
    ticket: str
    kind: str = ""
    """What they say that it is (salute.FACTS["kind"]), or "none"; empty: as it was understood."""


@dataclass(frozen=True)
class TakeBack(Tap):
    """A reporter's tap: what they wrote was no report of agents."""

    verb: ClassVar = "report.back"
    report: int
