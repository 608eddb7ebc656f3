"""What coordinators tap to post a plan in a group."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.tap import Tap


@dataclass(frozen=True)
class ChoosePlanGroup(Tap):
    """The tap that lists the groups in which a plan can be posted."""

    verb: ClassVar = "on_call.groups"


@dataclass(frozen=True)
class ChoosePlanSpan(Tap):
    """The tap that asks of how many days the plan in this group shall be."""

    verb: ClassVar = "on_call.group"
    group: int


@dataclass(frozen=True)
class AskToPostPlan(Tap):
    """The tap that posts the plan of so many days in this group; where the community reads it, that is asked first."""

    verb: ClassVar = "on_call.post"
    group: int
    days: int


@dataclass(frozen=True)
class PostPlan(Tap):
    """The tap that posts it although everybody reads it."""

    verb: ClassVar = "on_call.posted"
    group: int
    days: int
