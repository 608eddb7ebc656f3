"""Positions inside map links: Signal has no native location, its apps send such a link."""

import re
from urllib.parse import unquote

from alerts.places.place import Point, on_earth

_PAIR = r"(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)"
_LINKS = (
    re.compile(rf"\bgeo:{_PAIR}", re.IGNORECASE),
    re.compile(
        rf"https?://(?:www\.)?(?:maps\.google\.[a-z.]+|google\.[a-z.]+/maps|maps\.apple\.com)\S*?"
        rf"(?:[?&](?:q|query|ll|sll|daddr|destination|center|coordinate)=(?:loc:)?|/@){_PAIR}",
        re.IGNORECASE,
    ),
    re.compile(
        r"https?://(?:www\.)?(?:openstreetmap\.org|osm\.org)\S*?[?&]mlat=(-?\d{1,2}(?:\.\d+)?)"
        r"&mlon=(-?\d{1,3}(?:\.\d+)?)",
        re.IGNORECASE,
    ),
    re.compile(
        r"https?://(?:www\.)?(?:openstreetmap\.org|osm\.org)\S*?#map=\d+/(-?\d{1,2}(?:\.\d+)?)"
        r"/(-?\d{1,3}(?:\.\d+)?)",
        re.IGNORECASE,
    ),
)
_READ = 2000
"""Characters; a link further down is not looked for."""


def point_in(text: str) -> Point | None:
    """Return latitude and longitude (degrees, WGS 84) of the first map link in this text, or None."""
    if "://" not in text and "geo:" not in text.lower():
        return None
    plain = unquote(text[:_READ])
    for link in _LINKS:
        found = link.search(plain)
        if found:
            point = float(found.group(1)), float(found.group(2))
            if on_earth(point):
                return point
    return None
