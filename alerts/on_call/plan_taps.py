"""What coordinators tap to plan shifts at the desk, to change them, and to give seats to others."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from alerts.tap import Tap


class ShiftsRepeat(StrEnum):
    """How often a shift that is planned is. The names lie in running databases."""

    ONCE = "once"
    """On one day."""
    WEEKLY = "weekly"
    """On some days of each week."""
    FORTNIGHTLY = "fortnightly"
    """On some days of every other week."""
    MONTHLY = "monthly"
    """On such a day of each month: the second Tuesday."""


class OverrideReason(StrEnum):
    """Why a coordinator gave a seat to somebody else. The names lie in running databases."""

    AGREED = "agreed"
    """Both want it so."""
    ILL = "ill"
    """Whoever had it cannot."""
    UNREACHABLE = "unreachable"
    """Whoever had it does not answer."""
    BALANCE = "balance"
    """They had too much, or too little."""
    FREE = "free"
    """Nobody had it."""


@dataclass(frozen=True)
class PlanShift(Tap):
    """The tap that begins to plan a shift."""

    verb: ClassVar = "on_call.new"


@dataclass(frozen=True)
class ChooseShiftTown(Tap):
    """The tap that says of which town it is, too."""

    verb: ClassVar = "on_call.town"
    town: int


@dataclass(frozen=True)
class ChooseRepeat(Tap):
    """The tap that says how often it is."""

    verb: ClassVar = "on_call.often"
    repeat: ShiftsRepeat


@dataclass(frozen=True)
class ChooseWeekday(Tap):
    """The tap that says on which day of the week, too; 0 is Monday."""

    verb: ClassVar = "on_call.weekday"
    day: int


@dataclass(frozen=True)
class ChooseShiftDay(Tap):
    """The tap that says on which day, counted from the first of January of the year 1."""

    verb: ClassVar = "on_call.day"
    day: int


@dataclass(frozen=True)
class ShowMoreShiftDays(Tap):
    """The tap that offers later days. `start`: how many days from today."""

    verb: ClassVar = "on_call.days"
    start: int


@dataclass(frozen=True)
class ChooseShiftTime(Tap):
    """The tap that says at which minute of the day it begins, or ends."""

    verb: ClassVar = "on_call.time"
    minute: int


@dataclass(frozen=True)
class ChooseSeatFor(Tap):
    """The tap that gives somebody the next seat; 0: it stays free."""

    verb: ClassVar = "on_call.person"
    person: int


@dataclass(frozen=True)
class ShowMoreSeatPeople(Tap):
    """The tap that lists more people. `start`: how many were shown before."""

    verb: ClassVar = "on_call.people"
    start: int


@dataclass(frozen=True)
class EnoughChosen(Tap):
    """The tap that says that all towns, days or people are said."""

    verb: ClassVar = "on_call.enough"


@dataclass(frozen=True)
class PlanShown(Tap):
    """The tap that plans what was shown."""

    verb: ClassVar = "on_call.yes"


@dataclass(frozen=True)
class DropShiftPlan(Tap):
    """The tap that changes nothing."""

    verb: ClassVar = "on_call.no"


@dataclass(frozen=True)
class AskToCallOff(Tap):
    """The tap that asks whether a shift shall be called off."""

    verb: ClassVar = "on_call.off"
    shift: int


@dataclass(frozen=True)
class CallOffShift(Tap):
    """The tap that calls it off."""

    verb: ClassVar = "on_call.ended"
    shift: int


@dataclass(frozen=True)
class EndRota(Tap):
    """The tap that calls off this shift and all that its rota makes after it."""

    verb: ClassVar = "on_call.series"
    shift: int


@dataclass(frozen=True)
class MoveShift(Tap):
    """The tap that lets it begin, and end, so many minutes later; sooner where it is negative."""

    verb: ClassVar = "on_call.move"
    shift: int
    minutes: int


@dataclass(frozen=True)
class ChooseOverride(Tap):
    """The tap that lists who could have that seat, in somebody's place or a free one. `start`: as of ShowShifts."""

    verb: ClassVar = "on_call.instead"
    shift: int
    position: int
    start: int = 0


@dataclass(frozen=True)
class OverrideSeat(Tap):
    """The tap that says who shall have the seat; why is asked next."""

    verb: ClassVar = "on_call.override"
    person: int


@dataclass(frozen=True)
class GiveReason(Tap):
    """The tap that says why, and gives them the seat."""

    verb: ClassVar = "on_call.because"
    reason: OverrideReason
