"""The towns that a message may name: the network's own, and those around it that are not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from alerts.network.town import Network, Town
from alerts.network.town_index import TownIndex
from alerts.places.place import Point, distance

TOWN_REACH_M = 25_000
"""A location further than this from every town's centre belongs to none of them: we ask (our choice)."""
_CENTRE_M = 12_000
"""Further than this from its centre, a location is at odds with a town that is named (our choice: a wide town)."""


@dataclass(frozen=True, kw_only=True)
class Region:
    """Towns of a network and around it."""

    towns: tuple[Town, ...]
    outside: tuple[Town, ...] = ()
    """Not ours: named, they are said so, and nobody of another town is alerted."""
    elsewhere: tuple[str, ...] = ()
    """Names of more towns that are not ours, of which we know no centre."""
    shared_names: frozenset[str] = frozenset()
    """Of `elsewhere`, those that are streets, shops and persons as well: only "in Lincoln" is the town."""
    nicknames: Mapping[str, str] = field(default_factory=dict)
    """What people call a town ("west side"), to its name; of towns that are not in this region nothing is heeded."""

    villages: Mapping[str, str] = field(default_factory=dict)
    """Parts of our towns that have a name, to the town's: whoever names one names the town."""

    @classmethod
    def around(
        cls,
        network: Network,
        elsewhere: Iterable[str] = (),
        shared_names: Iterable[str] = (),
        nicknames: Mapping[str, str] | None = None,
        villages: Mapping[str, str] | None = None,
    ) -> "Region":
        """Make the region of a network, its towns taken out of those elsewhere."""
        ours = {name.casefold() for town in network.towns for name in (town.name, *town.also)}
        now = {name: town.name for town in network.towns for name in town.also}
        own = {town.name for town in network.towns}
        return cls(
            towns=network.towns,
            elsewhere=tuple(name for name in elsewhere if name.casefold() not in ours),
            shared_names=frozenset(shared_names),
            nicknames={nick: now.get(name, name) for nick, name in (nicknames or {}).items()} | now,
            villages={part: now.get(name, name) for part, name in (villages or {}).items() if part not in own},
        )

    def of_ours(self, name: str) -> Town | None:
        """Return our town of this name, as we spell it; None where there is none."""
        return next((town for town in self.towns if town.name == name), None)

    def nearest(self, point: Point) -> Town | None:
        """Return the town, ours or not, whose centre is the nearest; None further than TOWN_REACH_M from all."""
        near = min((*self.towns, *self.outside), key=lambda town: distance(town.point, point), default=None)
        return near if near and distance(near.point, point) <= TOWN_REACH_M else None

    def may_lie_in(self, point: Point, name: str) -> bool:
        """Say whether a location may lie in the town of this name; of one without a known centre, yes."""
        named = [town for town in (*self.towns, *self.outside) if town.name == name]
        return all(distance(town.point, point) <= _CENTRE_M for town in named)

    @cached_property
    def index(self) -> TownIndex:
        """What finds the names of these towns in a text."""
        return _index(
            tuple(town.name for town in self.towns),
            tuple(town.name for town in self.outside),
            self.elsewhere,
            self.shared_names,
            tuple(sorted(self.nicknames.items())),
            tuple(sorted(self.villages.items())),
        )


@lru_cache(maxsize=4)
def _index(
    ours: tuple[str, ...],
    around: tuple[str, ...],
    elsewhere: tuple[str, ...],
    shared: frozenset[str],
    nicknames: tuple[tuple[str, str], ...],
    villages: tuple[tuple[str, str], ...],
) -> TownIndex:
    """Build an index once, however often a region is made of the same names."""
    return TownIndex(ours, around, elsewhere, shared, dict(nicknames), dict(villages))
