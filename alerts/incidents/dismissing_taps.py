"""What can be tapped to dismiss several leads at once."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.tap import Tap


@dataclass(frozen=True)
class DismissSeveral(Tap):
    """The tap in the list of what is open that asks which leads are to be dismissed."""

    verb: ClassVar = "several.begin"


@dataclass(frozen=True)
class MarkLead(Tap):
    """The tap that marks the incident of this id, or takes the mark away."""

    verb: ClassVar = "several.mark"
    incident: int


@dataclass(frozen=True)
class ReviewMarked(Tap):
    """The tap that says back what is marked."""

    verb: ClassVar = "several.review"


@dataclass(frozen=True)
class DismissMarked(Tap):
    """The second tap, which dismisses what was said back."""

    verb: ClassVar = "several.yes"


@dataclass(frozen=True)
class KeepMarked(Tap):
    """The tap that dismisses nothing."""

    verb: ClassVar = "several.no"
