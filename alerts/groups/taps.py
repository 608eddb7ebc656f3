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


@dataclass(frozen=True)
class CutOffGroup(Tap):
    """A coordinator's tap: nothing of this town is posted in this group any more."""

    verb: ClassVar = "group.cut"
    group: int


@dataclass(frozen=True)
class ShowTownGroups(Tap):
    """A coordinator's tap that lists the groups and channels that people connected to this town."""

    verb: ClassVar = "group.list"
    town: int


@dataclass(frozen=True)
class ReadByResponders(Tap):
    """A coordinator's tap: this Telegram group of a town is for its responders alone."""

    verb: ClassVar = "group.witnesses"
    group: int


@dataclass(frozen=True)
class ReadByEverybody(Tap):
    """A coordinator's tap: this Telegram group of a town is for everybody again."""

    verb: ClassVar = "group.everybody"
    group: int


@dataclass(frozen=True)
class TakeAccountOut(Tap):
    """A coordinator's tap: this account is put out of the responders' group."""

    verb: ClassVar = "group.out"
    account: int


@dataclass(frozen=True)
class LetAccountStay(Tap):
    """A coordinator's tap: this account may be in the responders' group."""

    verb: ClassVar = "group.stay"
    account: int
