"""What the use cases of towns need of storage."""

from datetime import datetime
from typing import Protocol

from alerts.places.place import Point
from alerts.towns.headcount import TownHeadcount
from alerts.work.port import Port


class Towns(Protocol):
    """The network's towns, and everything that refers to one."""

    async def add(self, name: str, point: Point) -> int:
        """Keep a new town; return its id, which no town had before."""
        ...

    async def rename(self, town_id: int, name: str, also: tuple[str, ...]) -> None:
        """Give it this name, and these others by which people know it."""
        ...

    async def move(self, town_id: int, point: Point) -> None:
        """Let its center lie there."""
        ...

    async def hand_over(self, gone: int, into: int) -> None:
        """Make everything that refers to one town refer to another: roles, incidents, groups, trainings, and so on.

        Where both have one of a kind of which there can be one, the other town's counts. A line's Signal group of the
        town that goes is no town's, where the other has one there.
        """
        ...

    async def copy_roles(self, of: int, to: int, now: datetime) -> None:
        """Give everybody who has a role in one town the same in another; a role that rests too."""
        ...

    async def remove(self, town_id: int) -> None:
        """Forget the town: roles, invitations, requests and directory entries there go with it.

        Incidents, groups and trainings stay, of no town.
        """
        ...

    async def set_neighbors(self, one: int, other: int, adjoin: bool | None) -> None:
        """Keep that these are neighbors, or are none; None: their distance decides."""
        ...

    async def headcount(self, town_id: int) -> TownHeadcount:
        """Count who is in a town."""
        ...


TOWNS = Port[Towns]("towns")
