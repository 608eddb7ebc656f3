"""What a command with an incident's number does, and the tap that says which incident where it came without one."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from alerts.tap import Tap


class DeskAct(StrEnum):
    """What a dispatcher does with an incident by a command. Kept in taps: a value is never renamed."""

    CLAIM = "claim"
    """Take it."""
    ASK = "ask"
    """Ask witnesses to look."""
    CONFIRM = "confirm"
    """Begin to confirm it."""
    DISMISS = "dismiss"
    """Say that it is not so, or was not."""
    CLOSE = "close"
    """Say that it is over, or done."""


@dataclass(frozen=True)
class ActOn(Tap):
    """The tap that says which incident (its id) a command without a number is about."""

    verb: ClassVar = "desk.act"
    act: DeskAct
    incident: int
