"""What can be tapped about how many go to the scene of an alert."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.tap import Tap


@dataclass(frozen=True)
class LetMoreCome(Tap):
    """The card's tap that lets more people come to the scene than may."""

    verb: ClassVar = "desk.more_on_scene"
