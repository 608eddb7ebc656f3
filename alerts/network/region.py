"""The towns that a message may name: the network's own, and those around it that are not."""

from collections.abc import Iterable
from dataclasses import dataclass

from alerts.network.town import Town


@dataclass(frozen=True, kw_only=True)
class Region:
    """Towns of a network and around it; the points of those around may be unknown to us."""

    towns: tuple[Town, ...]
    outside: tuple[Town, ...] = ()
    """Not ours: named, they are said so, and nobody of another town is alerted."""

    def of_ours(self, name: str) -> Town | None:
        """Return our town of this name, as we spell it; None where there is none."""
        return _named(self.towns, name)


def _named(towns: Iterable[Town], name: str) -> Town | None:
    return next((town for town in towns if town.name == name), None)
