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
    CLOSE = "close"
    """It could not be verified, and is laid down."""


@dataclass(frozen=True)
class Claim(Tap):
    """On the card: I take it."""

    verb: ClassVar = "desk.claim"


@dataclass(frozen=True)
class AskVerifiers(Tap):
    """On the card: send somebody to look."""

    verb: ClassVar = "desk.verify"


@dataclass(frozen=True)
class Unverifiable(Tap):
    """On the card: nobody can find out."""

    verb: ClassVar = "desk.unverifiable"


@dataclass(frozen=True)
class Confirm(Tap):
    """On the card: it is so."""

    verb: ClassVar = "desk.confirm"


@dataclass(frozen=True)
class Update(Tap):
    """On the card: there is news for those who were told."""

    verb: ClassVar = "desk.update"


@dataclass(frozen=True)
class Merge(Tap):
    """On the card: it is the same as another one."""

    verb: ClassVar = "desk.merge"


@dataclass(frozen=True)
class SameAs(Tap):
    """It is the same as the incident of this number."""

    verb: ClassVar = "desk.same"
    number: int


@dataclass(frozen=True)
class Split(Tap):
    """On the card: one of its reports is about something else; which, is asked where the reporter is None."""

    verb: ClassVar = "desk.split"
    reporter: int | None = None


@dataclass(frozen=True)
class ChooseTown(Tap):
    """On the card: it is about this town."""

    verb: ClassVar = "desk.town"
    town: int


@dataclass(frozen=True)
class ShowAllWords(Tap):
    """On the card: every word of every report."""

    verb: ClassVar = "desk.whole"


@dataclass(frozen=True)
class ShowCard(Tap):
    """In the list of what is open: the card of this incident (its id)."""

    verb: ClassVar = "desk.show"
    incident: int


@dataclass(frozen=True)
class AskToEnd(Tap):
    """On the card: end it; asked back before it happens."""

    verb: ClassVar = "desk"
    ending: Ending


@dataclass(frozen=True)
class End(Tap):
    """Yes, end it."""

    verb: ClassVar = "end"
    ending: Ending


@dataclass(frozen=True)
class DontEnd(Tap):
    """No: leave it as it is, and send nothing."""

    verb: ClassVar = "end.no"


@dataclass(frozen=True)
class ChooseBasis(Tap):
    """Why it may be confirmed although no trained observer saw it."""

    verb: ClassVar = "confirm.reason"
    basis: Basis


@dataclass(frozen=True)
class SendAlert(Tap):
    """On the preview: send it."""

    verb: ClassVar = "confirm.send"


@dataclass(frozen=True)
class BackOut(Tap):
    """On the preview: send nothing."""

    verb: ClassVar = "confirm.back"


@dataclass(frozen=True)
class Translate(Tap):
    """On the preview: let me write the reporter's words in this language."""

    verb: ClassVar = "confirm.translate"
    language: str


@dataclass(frozen=True)
class LeaveWordsOut(Tap):
    """On the preview: without the reporter's words."""

    verb: ClassVar = "confirm.without"


@dataclass(frozen=True)
class SendUpdate(Tap):
    """One of the updates that need no translation (closing.UPDATES)."""

    verb: ClassVar = "tell"
    what: str


@dataclass(frozen=True)
class WriteUpdate(Tap):
    """Let me write the update myself."""

    verb: ClassVar = "tell.words"


@dataclass(frozen=True)
class SendWrittenUpdate(Tap):
    """Send what I wrote."""

    verb: ClassVar = "tell.send"


@dataclass(frozen=True)
class Look(Tap):
    """A verifier: how far they got with their task; `minutes` until they are there, where they go."""

    verb: ClassVar = "look"
    state: VerifierState
    verification: int
    minutes: int | None = None


@dataclass(frozen=True)
class AnswerAlert(Tap):
    """A responder: on my way, on the scene, can't."""

    verb: ClassVar = "answer"
    reply: Reply


@dataclass(frozen=True)
class TellFact(Tap):
    """A reporter: one fact of their report (salute.FACTS); "skip" for none."""

    verb: ClassVar = "fact.is"
    report: int
    name: str
    value: str


@dataclass(frozen=True)
class ReportTown(Tap):
    """A reporter: their report is about this town."""

    verb: ClassVar = "town.is"
    report: int
    town: int


@dataclass(frozen=True)
class FileWords(Tap):
    """What I wrote before is a report. `ticket`: which words, so that a button for older ones does nothing."""

    verb: ClassVar = "file.this"
    ticket: str
