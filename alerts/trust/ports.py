"""What the list of people needs of storage: it is counted and paged there, nobody is loaded who is not shown."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from alerts.people.person import Role
from alerts.work.port import Port


class RosterView(StrEnum):
    """Whom of a town's people a coordinator wants to see."""

    ALL = "all"
    """Everybody with a role there, also one that rests."""
    SUBSCRIBER = "subscriber"
    """Who has this role; so with the next four."""
    MEMBER = "member"
    RESPONDER = "responder"
    DISPATCHER = "dispatcher"
    COORDINATOR = "coordinator"
    SUSPENDED = "suspended"
    """Whose roles rest."""
    UNREACHABLE = "unreachable"
    """Whom we cannot write to: they blocked us or left, on every app they had."""


@dataclass(frozen=True, kw_only=True)
class TownCounts:
    """How many people a town has."""

    people: int = 0
    roles: Mapping[Role, int] = field(default_factory=dict)
    """Who has which; somebody with two counts in both."""
    suspended: int = 0
    unreachable: int = 0


class Roster(Protocol):
    """Everybody with a role, by town."""

    async def counts(self, town_ids: Collection[int]) -> dict[int, TownCounts]:
        """Return for each of these towns how many people it has; a role in every town counts in each."""
        ...

    async def page(self, town_id: int, view: RosterView, start: int, most: int) -> list[int]:
        """Return the ids of so many people of that town at most, the newest first, from the `start`th on."""
        ...

    async def ending_with(self, digits: str, most: int) -> list[int]:
        """Return the ids of so many people at most whose id ends with these digits."""
        ...


ROSTER = Port[Roster]("roster")
