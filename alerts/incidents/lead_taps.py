"""What can be tapped about the leads that wait."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.tap import Tap


@dataclass(frozen=True)
class ShowLeads(Tap):
    """The summary's tap that shows the cards of the next few leads that wait."""

    verb: ClassVar = "leads.show"
