"""What people can tap about themselves: their language, their towns, whether we write to them."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.tap import Tap


@dataclass(frozen=True)
class ChooseLanguage(Tap):
    """The tap that chooses the language in which we write to them."""

    verb: ClassVar = "language.is"
    language: str


@dataclass(frozen=True)
class AddTown(Tap):
    """The tap that lets them hear of this town too."""

    verb: ClassVar = "towns.add"
    town: int


@dataclass(frozen=True)
class LeaveTown(Tap):
    """The tap that lets them hear of this town no more."""

    verb: ClassVar = "towns.leave"
    town: int


@dataclass(frozen=True)
class EnoughTowns(Tap):
    """The tap that leaves their towns as they are."""

    verb: ClassVar = "towns.enough"


@dataclass(frozen=True)
class StopWriting(Tap):
    """The tap by which they want no more messages, as /stop."""

    verb: ClassVar = "stop.yes"


@dataclass(frozen=True)
class KeepWriting(Tap):
    """The tap by which they go on getting messages."""

    verb: ClassVar = "stop.no"
