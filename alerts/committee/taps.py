"""What a member of the committee can tap."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.network.watched_setting import WatchedSetting
from alerts.tap import Tap


@dataclass(frozen=True)
class InviteToCommittee(Tap):
    """The tap that makes an invitation to the committee."""

    verb: ClassVar = "committee.invite"


@dataclass(frozen=True)
class ShowAccount(Tap):
    """The tap that shows the account of this month so far."""

    verb: ClassVar = "committee.account"


@dataclass(frozen=True)
class ObjectToSetting(Tap):
    """The tap by which a member objects to a change of a setting."""

    verb: ClassVar = "veto.object"
    setting: WatchedSetting
    value: int
    """The value that it is about: of another change since then it says nothing."""


@dataclass(frozen=True)
class AgreeToSetting(Tap):
    """The tap by which a member lets a change of a setting hold at once."""

    verb: ClassVar = "veto.agree"
    setting: WatchedSetting
    value: int
    """The value that it is about: of another change since then it says nothing."""


@dataclass(frozen=True)
class WithdrawObjection(Tap):
    """The tap that withdraws the committee's objection."""

    verb: ClassVar = "veto.withdraw"
    setting: WatchedSetting
    value: int
    """The value that it is about: of another change since then it says nothing."""
