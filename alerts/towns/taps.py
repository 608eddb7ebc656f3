"""What a coordinator can tap about towns."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from alerts.tap import Tap


class Adjoin(StrEnum):
    """What a coordinator says of two towns."""

    YES = "yes"
    """They are neighbors."""
    NO = "no"
    """They are none."""


@dataclass(frozen=True)
class ShowTowns(Tap):
    """The tap that lists the towns they coordinate. `start`: how many were shown before."""

    verb: ClassVar = "towns.all"
    start: int = 0


@dataclass(frozen=True)
class ShowOwnTowns(Tap):
    """The tap that shows for which towns they hear alerts themselves."""

    verb: ClassVar = "towns.own"


@dataclass(frozen=True)
class ShowTown(Tap):
    """The tap that shows who is in a town, and what can be changed."""

    verb: ClassVar = "towns.show"
    town: int


@dataclass(frozen=True)
class AddNetworkTown(Tap):
    """The tap that begins to add a town to the network."""

    verb: ClassVar = "towns.new"


@dataclass(frozen=True)
class SplitTown(Tap):
    """The tap that begins to make a part of this town one of its own."""

    verb: ClassVar = "towns.part"
    town: int


@dataclass(frozen=True)
class MoveTown(Tap):
    """The tap that begins to move this town's center."""

    verb: ClassVar = "towns.move"
    town: int


@dataclass(frozen=True)
class TakePlace(Tap):
    """The tap that takes one of the places that were found, counted from 0."""

    verb: ClassVar = "towns.take"
    place: int


@dataclass(frozen=True)
class RenameTown(Tap):
    """The tap that begins to rename this town."""

    verb: ClassVar = "towns.name"
    town: int


@dataclass(frozen=True)
class ConfirmName(Tap):
    """The tap that gives it the name that was written."""

    verb: ClassVar = "towns.named"


@dataclass(frozen=True)
class ChooseMerge(Tap):
    """The tap that asks of which town this one is to be a part."""

    verb: ClassVar = "towns.merge"
    town: int


@dataclass(frozen=True)
class PreviewMerge(Tap):
    """The tap that says what making it a part of that town would do."""

    verb: ClassVar = "towns.into"
    town: int
    into: int


@dataclass(frozen=True)
class MergeTown(Tap):
    """The tap that makes it a part of that town."""

    verb: ClassVar = "towns.merged"
    town: int
    into: int


@dataclass(frozen=True)
class PreviewRetire(Tap):
    """The tap that says what leaving this town would do."""

    verb: ClassVar = "towns.end"
    town: int


@dataclass(frozen=True)
class RetireTown(Tap):
    """The tap that leaves this town."""

    verb: ClassVar = "towns.ended"
    town: int


@dataclass(frozen=True)
class ShowNeighbors(Tap):
    """The tap that shows which towns are neighbors of this one."""

    verb: ClassVar = "towns.beside"
    town: int


@dataclass(frozen=True)
class SetNeighbor(Tap):
    """The tap that says whether that town is a neighbor."""

    verb: ClassVar = "towns.pair"
    town: int
    into: int
    adjoin: Adjoin


@dataclass(frozen=True)
class KeepTowns(Tap):
    """The tap that leaves towns as they are."""

    verb: ClassVar = "towns.keep"
