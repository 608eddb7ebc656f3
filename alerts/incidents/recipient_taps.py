"""What can be tapped about the recipients of a previewed alert."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.tap import Tap


@dataclass(frozen=True)
class ShowRecipients(Tap):
    """The preview's tap that lists who hears it and who does not, after so many. `ticket`: which preview."""

    verb: ClassVar = "confirm.who"
    ticket: str
    start: int = 0


@dataclass(frozen=True)
class ToggleRecipient(Tap):
    """The list's tap that leaves this person (an id) out of the alert, or tells them after all."""

    verb: ClassVar = "confirm.untick"
    ticket: str
    person: int
    start: int = 0
