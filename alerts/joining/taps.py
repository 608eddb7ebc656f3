"""What can be tapped while somebody joins."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.people.person import Role
from alerts.tap import Tap


@dataclass(frozen=True)
class Consent(Tap):
    """Yes to what is kept; the language they chose with it."""

    verb: ClassVar = "join.yes"
    language: str


@dataclass(frozen=True)
class DontJoin(Tap):
    """No: nothing is kept."""

    verb: ClassVar = "join.no"


@dataclass(frozen=True)
class AskToJoin(Tap):
    """Somebody without an invitation: ask the coordinators of this town."""

    verb: ClassVar = "join.town"
    town: int


@dataclass(frozen=True)
class LetIn(Tap):
    """A coordinator: let this person in, in this role."""

    verb: ClassVar = "join.accept"
    person: int
    town: int
    role: Role


@dataclass(frozen=True)
class TurnAway(Tap):
    """A coordinator: do not let this person in."""

    verb: ClassVar = "join.decline"
    person: int
    town: int
