"""What can be tapped about a test of the alarm."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.tap import Tap


@dataclass(frozen=True)
class ConfirmReceipt(Tap):
    """The tap of whoever got the test message."""

    verb: ClassVar = "reach.got"
    test: int


@dataclass(frozen=True)
class ShowReach(Tap):
    """The tap that shows how the alarm reaches this town: the last test, and when the next one is."""

    verb: ClassVar = "reach.town"
    town: int


@dataclass(frozen=True)
class AskToTest(Tap):
    """The tap that asks back before everybody of this town is sent a test. `town`: None for all of one's towns."""

    verb: ClassVar = "reach.ask"
    town: int | None = None


@dataclass(frozen=True)
class StartTest(Tap):
    """The tap that sends it."""

    verb: ClassVar = "reach.start"
    town: int | None = None


@dataclass(frozen=True)
class KeepQuiet(Tap):
    """The tap that sends nothing."""

    verb: ClassVar = "reach.no"


@dataclass(frozen=True)
class ChooseTestDay(Tap):
    """The tap that asks on which day of the month this town is tested."""

    verb: ClassVar = "reach.day"
    town: int


@dataclass(frozen=True)
class ChooseTestHour(Tap):
    """The tap that asks at which hour. `weekday`: 0 is Monday."""

    verb: ClassVar = "reach.hour"
    town: int
    weekday: int


@dataclass(frozen=True)
class ScheduleTest(Tap):
    """The tap that has this town tested each month."""

    verb: ClassVar = "reach.monthly"
    town: int
    weekday: int
    hour: int


@dataclass(frozen=True)
class EndSchedule(Tap):
    """The tap that ends the monthly test."""

    verb: ClassVar = "reach.never"
    town: int


@dataclass(frozen=True)
class ShowUnanswered(Tap):
    """The tap that lists who missed two tests. `start`: how many of them were shown before."""

    verb: ClassVar = "reach.missed"
    town: int
    start: int = 0
