"""What can be tapped about escalation: by who covers another town's desk, and by who says how a town escalates."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.incidents.escalations import Rung
from alerts.tap import Tap


@dataclass(frozen=True)
class CoverDesk(Tap):
    """The tap by which a dispatcher of another town takes this incident, and its town's desk for a while."""

    verb: ClassVar = "escalation.cover"
    incident: int


@dataclass(frozen=True)
class AskToEscalate(Tap):
    """The tap that says whom this incident's next step rings, and asks whether to ring them."""

    verb: ClassVar = "escalation.ask"
    incident: int


@dataclass(frozen=True)
class EscalateNow(Tap):
    """The tap that rings the next people about this incident at once; asked back before."""

    verb: ClassVar = "escalation.now"
    incident: int


@dataclass(frozen=True)
class DontEscalate(Tap):
    """The tap that rings nobody."""

    verb: ClassVar = "escalation.no"


@dataclass(frozen=True)
class ShowPolicy(Tap):
    """The tap that shows what this town does when nobody takes a report."""

    verb: ClassVar = "escalation.town"
    town: int


@dataclass(frozen=True)
class ChooseStep(Tap):
    """The tap that asks when this step of a town's policy shall come."""

    verb: ClassVar = "escalation.step"
    town: int
    step: int


@dataclass(frozen=True)
class SetStep(Tap):
    """The tap that lets this step come so many seconds after the report."""

    verb: ClassVar = "escalation.set"
    town: int
    step: int
    seconds: int


@dataclass(frozen=True)
class DropStep(Tap):
    """The tap that leaves this step out."""

    verb: ClassVar = "escalation.drop"
    town: int
    step: int


@dataclass(frozen=True)
class AddStep(Tap):
    """The tap that asks when these people shall be rung besides."""

    verb: ClassVar = "escalation.add"
    town: int
    whom: Rung


@dataclass(frozen=True)
class SetNewStep(Tap):
    """The tap that rings these people so many seconds after the report."""

    verb: ClassVar = "escalation.new"
    town: int
    whom: Rung
    seconds: int


@dataclass(frozen=True)
class SetEvery(Tap):
    """The tap that rings everybody so often after the last step, in seconds."""

    verb: ClassVar = "escalation.every"
    town: int
    seconds: int


@dataclass(frozen=True)
class UseUsual(Tap):
    """The tap that lets a town do the usual again."""

    verb: ClassVar = "escalation.usual"
    town: int
