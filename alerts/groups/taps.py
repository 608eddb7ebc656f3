"""What a coordinator can tap when the bot was added to a group."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.tap import Tap


@dataclass(frozen=True)
class ConnectTown(Tap):
    """A coordinator's tap: the group is this town's."""

    verb: ClassVar = "group.town"
    group: int
    town: int


@dataclass(frozen=True)
class DontConnect(Tap):
    """A coordinator's tap: the group is no town's."""

    verb: ClassVar = "group.no"
    group: int
