"""What coordinators and attorneys can tap about legal holds."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.legal_hold.legal_hold import HoldSpan
from alerts.tap import Tap


@dataclass(frozen=True)
class AskHold(Tap):
    """A coordinator's tap that asks the attorneys to let this incident be kept for so many days."""

    incident: int
    span: HoldSpan
    verb: ClassVar = "hold.ask"


@dataclass(frozen=True)
class AskHoldEnd(Tap):
    """A coordinator's tap that asks the attorneys whether this hold may end now."""

    hold: int
    verb: ClassVar = "hold.ask_end"


@dataclass(frozen=True)
class ApproveHold(Tap):
    """An attorney's yes to what was asked about this hold."""

    hold: int
    verb: ClassVar = "hold.yes"


@dataclass(frozen=True)
class RefuseHold(Tap):
    """An attorney's no to what was asked about this hold."""

    hold: int
    verb: ClassVar = "hold.no"
