"""What can be tapped about asking the witnesses of the towns beside an alert's."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.tap import Tap


@dataclass(frozen=True)
class PreviewNeighbors(Tap):
    """The desk's tap that shows what they would read, and how many they are."""

    verb: ClassVar = "neighbors.show"


@dataclass(frozen=True)
class AskNeighbors(Tap):
    """The preview's tap that asks them. `mark`: of what they would read (reversal.mark_of)."""

    verb: ClassVar = "neighbors.ask"
    mark: int
