"""The network and its towns, and how a report finds its town."""

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from alerts.people.person import Person
from alerts.places.place import Point, distance, plain_words

TOWN_REACH_M = 25_000
"""A location further than this from every town's centre belongs to none of them: we ask (our choice)."""


@dataclass(frozen=True, kw_only=True)
class Town:
    """One town of the network; its centre in degrees (WGS 84)."""

    id: int
    name: str
    point: Point


@dataclass(frozen=True, kw_only=True)
class Network:
    """What every conversation needs to know of the network."""

    name: str
    languages: tuple[str, ...]
    """The first is the fallback."""
    zone: ZoneInfo
    towns: tuple[Town, ...]

    def town(self, town_id: int | None) -> Town | None:
        """Return the town of that id; None where there is none."""
        return next((town for town in self.towns if town.id == town_id), None)

    def named(self, words: str) -> Town | None:
        """Return the one town whose name stands in these words; None where none does, or several."""
        text = f" {plain_words(words)} "
        found = [town for town in self.towns if f" {plain_words(town.name)} " in text]
        return found[0] if len(found) == 1 else None


def town_of(network: Network, person: Person, words: str, point: Point | None) -> Town | None:
    """Find the town a report is about: by its location, its words, the person's own town; None when unsure."""
    if point is not None:
        near = min(network.towns, key=lambda town: distance(town.point, point), default=None)
        return near if near and distance(near.point, point) <= TOWN_REACH_M else None
    named = network.named(words)
    if named:
        return named
    own = person.own_towns()
    if len(own) == 1:
        return network.town(next(iter(own)))
    return network.towns[0] if len(network.towns) == 1 else None


def without_town(words: str, town: Town | None) -> str:
    """Return a place without the name of its town behind it; "Holyoke Mall" and "mall de Holyoke" keep theirs."""
    if town is None:
        return words
    behind = rf"(?:^\s*|\s*,\s*|\s+(?=(?:in|en)\s))(?:(?:in|en)\s+)?{re.escape(town.name)}\W*$"
    return re.sub(behind, "", words, flags=re.IGNORECASE)
