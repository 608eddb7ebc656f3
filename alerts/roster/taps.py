"""What a coordinator can tap about the list of people."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.tap import Tap


@dataclass(frozen=True)
class AskForExport(Tap):
    """A coordinator's tap that asks the others for the list of people. `town`: None for all towns of theirs."""

    verb: ClassVar = "export.ask"
    town: int | None = None


@dataclass(frozen=True)
class DropExport(Tap):
    """The tap that asks nobody."""

    verb: ClassVar = "export.drop"


@dataclass(frozen=True)
class ApproveExport(Tap):
    """The tap of a second coordinator that lets this list go out."""

    verb: ClassVar = "export.yes"
    request: int


@dataclass(frozen=True)
class RefuseExport(Tap):
    """The tap of a second coordinator that lets it not."""

    verb: ClassVar = "export.no"
    request: int
