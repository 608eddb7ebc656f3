"""Towns as the Postal Service names them, with the names that it knows people write for them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Any, TypeAlias

from rapidfuzz import fuzz

from alerts.places.named_place import NamedPlace
from alerts.places.place import Point, plain_words

_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_REFUSED = 4
"""How well a ZIP code speaks for a name that the Postal Service does not take: the least."""
_MISSPELT = 70.0
"""So alike (0-100) are a wrong name and the town's, where it is the town misspelt and no quarter of it (our choice)."""


@dataclass
class PostalTown:
    """One name in one state, and the ZIP codes in which it stands."""

    name: str
    state: str
    centres: dict[int, list[Point]] = field(default_factory=lambda: defaultdict(list))
    """Centres of ZIP codes by how well they speak for the town, 0 the best."""
    towns: set[str] = field(default_factory=set)
    """Where the Postal Service wants another name for it: those."""

    @property
    def place(self) -> NamedPlace:
        """The town, with the middle of those of its ZIP codes that speak for it best."""
        points = self.centres[min(self.centres)]
        latitude, longitude = (round(median(degrees), 4) for degrees in zip(*points, strict=True))
        return NamedPlace(name=self.name, region=self.state, point=(latitude, longitude))

    @property
    def known(self) -> bool:
        """Whether the Postal Service takes this name itself."""
        return min(self.centres) < _REFUSED

    @property
    def misspelt(self) -> str | None:
        """The town of which this is but a misspelling; None where it may be a quarter or a village of its own."""
        best = max(self.towns, key=lambda town: (fuzz.ratio(spelled(town), spelled(self.name)), town), default="")
        right, said = spelled(best), spelled(self.name)
        return best if best and (fuzz.ratio(right, said) >= _MISSPELT or _is_cut_short(said, right)) else None


PostalTowns: TypeAlias = dict[tuple[str, str], PostalTown]
"""Towns by state and name, as spelled() has it."""


def postal_towns(rows: Iterable[Mapping[str, Any]]) -> PostalTowns:
    """Return the towns of these rows of `zipcodes`."""
    found: PostalTowns = {}
    for row in rows:
        point = float(row["lat"]), float(row["long"])
        if point == (0.0, 0.0) or not row["timezone"]:
            # Not surveyed, or a military post box.
            continue
        # A ZIP code of houses lies where the town does; one of post boxes, or of one company, often elsewhere.
        off = 0 if row["zip_code_type"] == "STANDARD" and row["active"] else 2
        for name, rank in ((row["city"], 0), *((name, 1) for name in row["acceptable_cities"])):
            _town(found, name, row["state"]).centres[rank + off].append(point)
        for name in row["unacceptable_cities"]:
            town = _town(found, name, row["state"])
            town.centres[_REFUSED].append(point)
            town.towns.add(row["city"])
    return found


def _town(found: PostalTowns, name: str, state: str) -> PostalTown:
    return found.setdefault((state, spelled(name)), PostalTown(name, state))


def spelled(name: str) -> str:
    """Return a name as it can be compared: small letters, no accents, "st" and its like in full."""
    return " ".join(_SHORT.get(word, word) for word in plain_words(name).split())


def _is_cut_short(said: str, right: str) -> bool:
    """Say whether a name is one without its vowels: "spfld"."""
    letters = iter(right)
    return said[:1] == right[:1] and not set("aeiou") & set(said[1:]) and all(letter in letters for letter in said)
