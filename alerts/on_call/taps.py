"""What can be tapped about shifts."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from alerts.on_call.shift_wishes import ShiftWish
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


class DeskScope(StrEnum):
    """How much a desk covers. The names lie in running databases."""

    OWN = "own"
    """The towns of which the shift was planned."""
    NEIGHBORS = "neighbors"
    """Those beside them too."""
    ALL = "all"
    """Every town of the network."""


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
class ShowShifts(Tap):
    """The tap that lists what comes next. `start`: how many were shown before."""

    verb: ClassVar = "on_call.all"
    start: int = 0


@dataclass(frozen=True)
class ShowOwnShifts(Tap):
    """The tap that lists one's own shifts."""

    verb: ClassVar = "on_call.own"


@dataclass(frozen=True)
class ShowShift(Tap):
    """The tap that shows one shift."""

    verb: ClassVar = "on_call.show"
    shift: int


@dataclass(frozen=True)
class TakeSeat(Tap):
    """The tap that takes a free seat."""

    verb: ClassVar = "on_call.take"
    shift: int


@dataclass(frozen=True)
class TakeOffered(Tap):
    """The tap that takes a seat that somebody offers."""

    verb: ClassVar = "on_call.swap"
    seat: int


@dataclass(frozen=True)
class OfferSeat(Tap):
    """The tap that offers one's own seat to the others; it stays one's own until somebody takes it."""

    verb: ClassVar = "on_call.offer"
    seat: int


@dataclass(frozen=True)
class KeepSeat(Tap):
    """The tap by which one offers it no more."""

    verb: ClassVar = "on_call.keep"
    seat: int


@dataclass(frozen=True)
class GiveUpSeat(Tap):
    """The tap that says that one can't, whoever may take it."""

    verb: ClassVar = "on_call.cannot"
    seat: int


@dataclass(frozen=True)
class ConfirmSeat(Tap):
    """The tap that says that one will be there."""

    verb: ClassVar = "on_call.confirm"
    seat: int


@dataclass(frozen=True)
class StartSeat(Tap):
    """The tap that says "I'm on"."""

    verb: ClassVar = "on_call.on"
    seat: int


@dataclass(frozen=True)
class HandDeskOver(Tap):
    """The tap by which the primary of a shift that is over hands the desk to who follows."""

    verb: ClassVar = "on_call.hand"
    seat: int


@dataclass(frozen=True)
class TakeDeskNow(Tap):
    """The tap that takes the desk of a town at once."""

    verb: ClassVar = "on_call.now"
    town: int


@dataclass(frozen=True)
class SendShiftsFile(Tap):
    """The tap that sends one's own shifts as a calendar file."""

    verb: ClassVar = "on_call.file"


@dataclass(frozen=True)
class ShowPlanText(Tap):
    """The tap that writes the plan of so many days as one text to forward."""

    verb: ClassVar = "on_call.plan"
    days: int


@dataclass(frozen=True)
class ShowShiftWishes(Tap):
    """The tap that shows what one would rather not be asked, or told."""

    verb: ClassVar = "on_call.wishes"


@dataclass(frozen=True)
class TurnShiftWish(Tap):
    """The tap that makes a wish, or ends it."""

    verb: ClassVar = "on_call.wish"
    wish: ShiftWish


@dataclass(frozen=True)
class TurnEveningPlan(Tap):
    """The tap by which one gets the plan every evening, or does no more."""

    verb: ClassVar = "on_call.evening"


@dataclass(frozen=True)
class ShowShiftShares(Tap):
    """The tap that shows how evenly shifts lie on people's shoulders."""

    verb: ClassVar = "on_call.shares"


@dataclass(frozen=True)
class SetDeskScope(Tap):
    """The tap that says how much a shift covers that runs."""

    verb: ClassVar = "on_call.covers"
    shift: int
    scope: DeskScope


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
