"""What people can tap about what is kept on them."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.tap import Tap


@dataclass(frozen=True)
class ForgetMe(Tap):
    """The tap by which everything about them is erased."""

    verb: ClassVar = "forget.yes"


@dataclass(frozen=True)
class RememberMe(Tap):
    """The tap by which all stays as it is."""

    verb: ClassVar = "forget.no"
