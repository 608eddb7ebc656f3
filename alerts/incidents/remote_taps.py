"""What can be tapped about a look from afar."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.incidents.remote_check import RemoteOutcome
from alerts.tap import Tap


@dataclass(frozen=True)
class LookFromAfar(Tap):
    """The card's tap that shows whom to call near the place, and how the age of a photo is told."""

    verb: ClassVar = "desk.afar"


@dataclass(frozen=True)
class CheckPhoto(Tap):
    """The tap that shows how the age of a photo is told."""

    verb: ClassVar = "afar.photo"


@dataclass(frozen=True)
class RecordRemoteCheck(Tap):
    """The tap that says how the call, or the look at the photo, came out."""

    verb: ClassVar = "afar.is"
    outcome: RemoteOutcome
