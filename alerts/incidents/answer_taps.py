"""What can be tapped about answers to an alert: when somebody can come, and what the desk notes for somebody."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.incidents.incident import Reply
from alerts.tap import Tap


@dataclass(frozen=True)
class ComeLater(Tap):
    """A responder's tap: they can come in so many minutes."""

    verb: ClassVar = "later.in"
    minutes: int


@dataclass(frozen=True)
class ShowAnswers(Tap):
    """The card's tap that lists who answered what, after so many."""

    verb: ClassVar = "answers.show"
    start: int = 0


@dataclass(frozen=True)
class ChooseAnswerer(Tap):
    """The list's tap that offers what to note for this person (an id)."""

    verb: ClassVar = "answers.one"
    person: int


@dataclass(frozen=True)
class NoteAnswer(Tap):
    """The desk's tap that notes an answer for somebody; `minutes` until they arrive or could come. 0: not known."""

    verb: ClassVar = "answers.note"
    person: int
    reply: Reply
    minutes: int = 0
