"""The network and its towns."""

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from alerts.places.place import Point, plain_words


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


def without_town(words: str, town: Town | None) -> str:
    """Return a place without the name of its town behind it; "Holyoke Mall" and "mall de Holyoke" keep theirs."""
    if town is None:
        return words
    behind = rf"(?:^\s*|\s*,\s*|\s+(?=(?:in|en)\s))(?:(?:in|en)\s+)?{re.escape(town.name)}\W*$"
    return re.sub(behind, "", words, flags=re.IGNORECASE)
