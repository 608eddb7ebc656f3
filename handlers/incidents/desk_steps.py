"""Steps in which a dispatcher writes: a correction, a question to a reporter."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from alerts.incidents.corrections import CorrectedField
from handlers.core.step import Step

ANSWER_WITHIN = timedelta(minutes=5)
"""So long what a dispatcher writes is the answer: later it might be meant for somebody else (our choice)."""


@dataclass(frozen=True, kw_only=True)
class CorrectingField(Step):
    """The step in which a dispatcher writes the place, the time or the words of an incident."""

    name: ClassVar = "correct"
    takes_any_word: ClassVar = True
    takes_pieces: ClassVar = True
    lasts: ClassVar = ANSWER_WITHIN
    incident: int
    field: CorrectedField


@dataclass(frozen=True, kw_only=True)
class PointLeftOut(Step):
    """The step after a dispatcher wrote a place in words: the point that stood there can be put back by a tap."""

    name: ClassVar = "correct.point"
    lasts: ClassVar = ANSWER_WITHIN
    incident: int
    point: tuple[float, float]
