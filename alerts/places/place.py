"""Where something is: a point, words, or both."""

import math
import re
import unicodedata
from dataclasses import dataclass
from typing import TypeAlias

from alerts.places.house_numbers import public_words

Point: TypeAlias = tuple[float, float]
"""Latitude, longitude in degrees (WGS 84)."""

_EARTH_M = 6_371_000
_POLE, _DATE_LINE = 90.0, 180.0


def on_earth(point: Point) -> bool:
    """Say whether these degrees exist; what is no number does not."""
    latitude, longitude = point
    return abs(latitude) <= _POLE and abs(longitude) <= _DATE_LINE


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where something is: words, a point, or both."""

    words: str = ""
    point: Point | None = None

    @property
    def usable(self) -> bool:
        """Whether somebody could be sent there."""
        return bool(self.words) or self.point is not None

    def with_more(self, other: "Place") -> "Place":
        """Return the place, completed by what the other adds."""
        return Place(words=self.words or other.words, point=self.point or other.point)

    @property
    def link(self) -> str:
        """A map that opens on any phone; OpenStreetMap, which asks nobody to sign in."""
        if self.point is None:
            return ""
        latitude, longitude = self.point
        return f"https://www.openstreetmap.org/?mlat={latitude:.5f}&mlon={longitude:.5f}#map=18/{latitude:.5f}/{longitude:.5f}"


NO_PLACE = Place()
"""What nobody has told yet."""


def distance(a: Point, b: Point) -> float:
    """Return the metres between two points (haversine)."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(x) for x in p) for p in (a, b))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_M * math.asin(math.sqrt(min(1.0, half)))


def plain_words(text: str) -> str:
    """Reduce a text to lower case, without accents or punctuation, with single spaces."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w\s]", " ", bare).split())


def area(place: Place) -> str:
    """Return a place as the community hears it: without the number of a house, a building or a flat, never a point."""
    return public_words(place.words)
