"""Which town a message is about, and by what that was found."""

from dataclasses import dataclass
from enum import StrEnum


class TownBasis(StrEnum):
    """What a message's town was found by."""

    NAMED = "named"
    """The words name it."""
    POINT = "point"
    """It is the nearest to a location."""
    HOME = "home"
    """The words name none: the writer's own, as a proposal."""
    OUTSIDE = "outside"
    """The words or the location name one that the network does not have."""
    UNKNOWN = "unknown"
    """It must be asked."""
    NONE = "none"
    """The message is about no town."""


@dataclass(frozen=True, kw_only=True)
class TownReading:
    """The town of a message."""

    basis: TownBasis
    name: str = ""
    """As the network, or the list of towns around it, spells it; empty where it is not known."""
