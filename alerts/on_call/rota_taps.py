"""What coordinators tap to say until when shifts repeat."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.tap import Tap

NO_END = 0
"""Stands for a day: it repeats until somebody ends it."""


@dataclass(frozen=True)
class ChooseRotaEnd(Tap):
    """The tap that says of shifts that are planned on which day the last may begin, counted from 1/1/1; or NO_END."""

    verb: ClassVar = "on_call.until"
    day: int


@dataclass(frozen=True)
class AskRotaEnd(Tap):
    """The tap that asks on which day the last of the shifts that repeat shall begin."""

    verb: ClassVar = "on_call.stop"
    shift: int


@dataclass(frozen=True)
class SetRotaEnd(Tap):
    """The tap that lets the last of them begin on this day, counted like that of ChooseRotaEnd."""

    verb: ClassVar = "on_call.stops"
    shift: int
    day: int
