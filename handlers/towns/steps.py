"""Steps of changing towns."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import ClassVar

from alerts.people.person import COORDINATOR
from alerts.places.named_place import NamedPlace
from handlers.core.step import Step

ANSWER_WITHIN = timedelta(minutes=15)
"""After so long a question is no longer waited for: what somebody writes then is a report rather than a town's name
(our choice)."""


class PlaceFor(StrEnum):
    """What a place is looked for."""

    ADD = "add"
    """A town of its own."""
    SPLIT = "split"
    """A part of a town that becomes one of its own."""
    MOVE = "move"
    """A town's new center."""


@dataclass(frozen=True, kw_only=True)
class AskedForPlace(Step):
    """A coordinator was asked where it is."""

    name: ClassVar = "towns.place"
    roles: ClassVar = COORDINATOR
    lasts: ClassVar = ANSWER_WITHIN
    takes_any_word: ClassVar = True
    takes_pieces: ClassVar = True
    wanted: PlaceFor
    town: int | None = None
    """The town that is split or moved."""


@dataclass(frozen=True, kw_only=True)
class AskedToTakePlace(Step):
    """A coordinator was shown what was found."""

    name: ClassVar = "towns.take"
    roles: ClassVar = COORDINATOR
    lasts: ClassVar = ANSWER_WITHIN
    takes_any_word: ClassVar = True
    takes_pieces: ClassVar = True
    wanted: PlaceFor
    town: int | None = None
    places: tuple[NamedPlace, ...]


@dataclass(frozen=True, kw_only=True)
class AskedForName(Step):
    """A coordinator was asked what a town shall be called."""

    name: ClassVar = "towns.name"
    roles: ClassVar = COORDINATOR
    lasts: ClassVar = ANSWER_WITHIN
    takes_any_word: ClassVar = True
    town: int


@dataclass(frozen=True, kw_only=True)
class AskedToConfirmName(Step):
    """A coordinator was asked whether a town shall be called so."""

    name: ClassVar = "towns.named"
    roles: ClassVar = COORDINATOR
    lasts: ClassVar = ANSWER_WITHIN
    town: int
    wanted: str
    """The name."""
