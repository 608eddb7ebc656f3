"""What a coordinator can tap when the bot was added to a group."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.tap import Tap


@dataclass(frozen=True)
class ConnectTown(Tap):
    """It is this town's group."""

    verb: ClassVar = "group.town"
    group: int
    town: int


@dataclass(frozen=True)
class DontConnect(Tap):
    """It is no town's group."""

    verb: ClassVar = "group.no"
    group: int
