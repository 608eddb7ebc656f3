"""What can be tapped about who reported an incident: write to them, mute them."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.tap import Tap


@dataclass(frozen=True)
class Reporters(Tap):
    """The card's tap that lists who reported it, to write to them or mute them."""

    verb: ClassVar = "desk.people"


@dataclass(frozen=True)
class AskReporter(Tap):
    """The tap by which a dispatcher writes to the reporter of this number."""

    verb: ClassVar = "reporter.ask"
    number: int


@dataclass(frozen=True)
class MuteReporter(Tap):
    """The tap that mutes the reporter of this number."""

    verb: ClassVar = "reporter.mute"
    number: int


@dataclass(frozen=True)
class UnmuteReporter(Tap):
    """The tap that ends that for the reporter of this number."""

    verb: ClassVar = "reporter.unmute"
    number: int


@dataclass(frozen=True)
class ShowMuted(Tap):
    """The tap in the list of what is open that shows who is muted, and what they sent."""

    verb: ClassVar = "muted.show"


@dataclass(frozen=True)
class Unmute(Tap):
    """The tap in the list of who is muted that ends it for this person (their id)."""

    verb: ClassVar = "muted.end"
    person: int
