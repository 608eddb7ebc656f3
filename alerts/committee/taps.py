"""What a member of the committee can tap."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.tap import Tap


@dataclass(frozen=True)
class InviteToCommittee(Tap):
    """The tap that makes an invitation to the committee."""

    verb: ClassVar = "committee.invite"


@dataclass(frozen=True)
class ShowAccount(Tap):
    """The tap that shows the account of this month so far."""

    verb: ClassVar = "committee.account"
