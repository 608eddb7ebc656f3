"""A place that somebody gives by name and coordinates: "Tijuana:32.52:-117.03"."""

import math
import re

from alerts.notices import Text, text
from alerts.places.coordinates import CoordinateDoubt, doubt
from alerts.places.named_place import NamedPlace

_GIVEN = re.compile(r"\s*([^:,;\d]*?)\s*[:,; ]\s*(-?\d+(?:\.\d+)?)\s*[:,; ]\s*(-?\d+(?:\.\d+)?)\s*")
DOUBTS = {one: text(f"towns.doubt.{one}") for one in CoordinateDoubt}


def given_place(words: str, zone: str) -> NamedPlace | Text | None:
    """Return the place in these words, or what is wrong with its coordinates; None where they hold none.

    `zone`: the network's time zone, near which it must lie.
    """
    given = _GIVEN.fullmatch(words)
    if given is None:
        return None
    point = float(given[2]), float(given[3])
    if not all(math.isfinite(degrees) for degrees in point):
        return DOUBTS[CoordinateDoubt.NOWHERE]
    wrong = doubt(point, zone)
    return DOUBTS[wrong] if wrong is not None else NamedPlace(name=" ".join(given[1].split()), point=point)
