"""Steps in which a dispatcher writes a correction, or a question to a reporter, and the reporter the answer."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from alerts.incidents.corrections import CorrectedField
from alerts.incidents.reversal import Reversal
from alerts.incidents.timings import REPORT_OPEN
from alerts.people.person import DESK
from handlers.core.step import Step

ANSWER_WITHIN = timedelta(minutes=5)
"""So long what a dispatcher writes is the answer: later it might be meant for somebody else (our choice)."""


@dataclass(frozen=True, kw_only=True)
class CorrectingField(Step):
    """The step in which a dispatcher writes the place, the time or the words of an incident."""

    name: ClassVar = "correct"
    roles: ClassVar = DESK
    takes_any_word: ClassVar = True
    takes_pieces: ClassVar = True
    lasts: ClassVar = ANSWER_WITHIN
    incident: int
    field: CorrectedField


@dataclass(frozen=True, kw_only=True)
class PointLeftOut(Step):
    """The step after a dispatcher wrote a place in words: the point that stood there can be put back by a tap."""

    name: ClassVar = "correct.point"
    roles: ClassVar = DESK
    lasts: ClassVar = ANSWER_WITHIN
    incident: int
    point: tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class AskingReporter(Step):
    """The step in which a dispatcher writes to the reporter of this number."""

    name: ClassVar = "reporter.ask"
    roles: ClassVar = DESK
    takes_any_word: ClassVar = True
    words_only: ClassVar = True
    lasts: ClassVar = ANSWER_WITHIN
    incident: int
    reporter: int


@dataclass(frozen=True, kw_only=True)
class ReversingAlone(Step):
    """The step in which a dispatcher writes why they reverse a decision without a second one."""

    name: ClassVar = "second.why"
    roles: ClassVar = DESK
    takes_any_word: ClassVar = True
    words_only: ClassVar = True
    lasts: ClassVar = ANSWER_WITHIN
    incident: int
    what: Reversal
    mark: int
    """Of the decision (reversal.mark_of)."""


@dataclass(frozen=True, kw_only=True)
class AnsweringDesk(Step):
    """The step of a reporter to whom the desk wrote: what comes next is the answer, a bare number too."""

    name: ClassVar = "reporter.answer"
    takes_pieces: ClassVar = True
    takes_all_numbers: ClassVar = True
    lasts: ClassVar = REPORT_OPEN
    report: int


@dataclass(frozen=True, kw_only=True)
class DismissingSeveral(Step):
    """The step in which a dispatcher marks what is to be dismissed."""

    name: ClassVar = "dismiss.several"
    roles: ClassVar = DESK
    lasts: ClassVar = ANSWER_WITHIN
    notice: int
    """The list, which is edited in place."""
    listed: tuple[int, ...]
    marked: tuple[int, ...] = ()
