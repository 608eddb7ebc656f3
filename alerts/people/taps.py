"""What people can tap about themselves: their language, their towns."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.tap import Tap


@dataclass(frozen=True)
class ChooseLanguage(Tap):
    """Write to me in this language."""

    verb: ClassVar = "language.is"
    language: str


@dataclass(frozen=True)
class AddTown(Tap):
    """Let me hear of this town too."""

    verb: ClassVar = "towns.add"
    town: int


@dataclass(frozen=True)
class LeaveTown(Tap):
    """Let me hear of this town no more."""

    verb: ClassVar = "towns.leave"
    town: int


@dataclass(frozen=True)
class EnoughTowns(Tap):
    """Leave my towns as they are."""

    verb: ClassVar = "towns.enough"
