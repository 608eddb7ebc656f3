"""What can be tapped about shifts."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from alerts.on_call.shift_wishes import ShiftWish
from alerts.tap import Tap


class DeskScope(StrEnum):
    """How much a desk covers. The names lie in running databases."""

    OWN = "own"
    """The towns of which the shift was planned."""
    NEIGHBORS = "neighbors"
    """Those beside them too."""
    ALL = "all"
    """Every town of the network."""


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
class HoldHotlinePhone(Tap):
    """The tap by which one says that one has the hotline's phone now."""

    verb: ClassVar = "on_call.phone"


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
