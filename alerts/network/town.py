"""The network and its towns."""

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from alerts.network.watched_setting import SettingInForce
from alerts.places.place import Point, distance, plain_words

NEIGHBORS_M = 16_000
"""So near the centers of two towns lie that adjoin, unless a coordinator says otherwise: ten miles (our choice)."""


@dataclass(frozen=True, kw_only=True)
class Town:
    """One town of the network; its centre in degrees (WGS 84)."""

    id: int
    name: str
    point: Point
    also: tuple[str, ...] = ()
    """Other names by which people know it: those that it had, and those of towns that are a part of it now."""

    def bears(self, name: str) -> bool:
        """Say whether people may mean it by this name."""
        return plain_words(name) in {plain_words(one) for one in (self.name, *self.also)}


@dataclass(frozen=True)
class TownPair:
    """Two towns (ids) of which a coordinator said whether they are neighbors."""

    ids: frozenset[int]
    adjoin: bool


@dataclass(frozen=True, kw_only=True)
class Network:
    """What every conversation needs to know of the network."""

    name: str
    languages: tuple[str, ...]
    """The first is the fallback."""
    zone: ZoneInfo
    towns: tuple[Town, ...]
    pairs: tuple[TownPair, ...] = ()
    settings: tuple[SettingInForce, ...] = ()
    """What the committee watches over; empty before the first start that kept it."""

    def town(self, town_id: int | None) -> Town | None:
        """Return the town of that id; None where there is none."""
        return next((town for town in self.towns if town.id == town_id), None)

    def named(self, words: str) -> Town | None:
        """Return the one town whose name stands in these words; None where none does, or several."""
        text = f" {plain_words(words)} "
        found = [
            town for town in self.towns if any(f" {plain_words(name)} " in text for name in (town.name, *town.also))
        ]
        return found[0] if len(found) == 1 else None

    def bearing(self, name: str) -> Town | None:
        """Return the town of this name, or that had it; one that has it now goes first."""
        bearing = [town for town in self.towns if town.bears(name)]
        return next(
            (town for town in bearing if plain_words(town.name) == plain_words(name)), next(iter(bearing), None)
        )

    def neighbors(self, town: Town) -> tuple[Town, ...]:
        """Return the towns beside this one, the nearest first: by distance, where no coordinator said otherwise."""
        said = {next(iter(pair.ids - {town.id})): pair.adjoin for pair in self.pairs if town.id in pair.ids}
        beside = (
            one
            for one in self.towns
            if one.id != town.id and said.get(one.id, distance(one.point, town.point) <= NEIGHBORS_M)
        )
        return tuple(sorted(beside, key=lambda one: distance(one.point, town.point)))


def without_town(words: str, town: Town | None) -> str:
    """Return a place without the name of its town behind it; "Holyoke Mall" and "mall de Holyoke" keep theirs."""
    if town is None:
        return words
    behind = rf"(?:^\s*|\s*,\s*|\s+(?=(?:in|en)\s))(?:(?:in|en)\s+)?{re.escape(town.name)}\W*$"
    return re.sub(behind, "", words, flags=re.IGNORECASE)
