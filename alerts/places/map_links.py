"""Positions that a text holds: map links (Signal's apps send a location as one), geo:, and bare coordinates."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from alerts.places.place import Point, on_earth

_NUMBER = r"[-+]?\d{1,3}(?:\.\d+)?"
_PAIR = rf"({_NUMBER})\s*,\s*\+?({_NUMBER})"
_LINK = re.compile(
    r"(?:https?://|\bwww\.|\b(?:maps\.app\.goo\.gl|goo\.gl/maps|waze\.com|google\.com/maps|maps\.apple\.com)/)\S+",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/?#\s]+)(\S*)", re.IGNORECASE)
_GEO = re.compile(rf"\bgeo:(?://)?{_PAIR}\S*", re.IGNORECASE)
_QUERIED = re.compile(
    rf"(?:[?&](?:q|query|ll|sll|daddr|destination|center|coordinate|viewpoint|navigate_to|to)=(?:loc:)?|/@|/place/|/search/|/dir/+){_PAIR}",
    re.IGNORECASE,
)
_OSM_MARK = re.compile(rf"[?&]mlat=({_NUMBER})&mlon=({_NUMBER})", re.IGNORECASE)
_OSM_VIEW = re.compile(rf"#map=\d+/({_NUMBER})/({_NUMBER})", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w.,-])([-+]?\d{1,2}\.\d{3,})\s*°?\s*([NS])?\s*[,;/ ]\s*([-+]?\d{1,3}\.\d{3,})\s*°?\s*([EW])?(?![\w.]*\d)",
    re.IGNORECASE,
)
"""Three figures behind the point, which tell a place within 100 m: less is a price or a time."""
_MAPS = ("google.", "apple.", "waze.com", "openstreetmap.org", "osm.org", "goo.gl", "bing.com", "here.com")
_SHORT_HOSTS = (
    "maps.app.goo.gl",
    "goo.gl",
    "g.co",
    "share.here.com",
    "waze.com/ul/h",
    "maps.apple.com/p/",
    "maps.apple/p/",
)
_READ = 2000
"""Characters; a link further down is not looked for."""


@dataclass(frozen=True, slots=True)
class FoundPoint:
    """A position in a text: latitude and longitude (degrees, WGS 84), and what of the text is not words for it."""

    point: Point
    start: int
    end: int


def point_in(text: str) -> Point | None:
    """Return latitude and longitude (degrees, WGS 84) of the first position in this text, or None."""
    found = found_point(text)
    return found.point if found else None


def found_point(text: str) -> FoundPoint | None:
    """Return the first position in this text, and where it stands; None where there is none."""
    if not any(sign.isdigit() for sign in text):
        return None
    text = text[:_READ]
    for link in _LINK.finditer(text):
        point = _linked(unquote(link[0]))
        if point is not None:
            return FoundPoint(point, link.start(), link.end())
    for pattern in (_GEO, _BARE):
        for found in pattern.finditer(text if pattern is _GEO else _LINK.sub(_blank, text)):
            point = _read(found.group(1), found.group(2)) if pattern is _GEO else _signed(found)
            if point is not None:
                return FoundPoint(point, found.start(), found.end())
    return None


def short_link_in(text: str) -> str:
    """Return the first link to a map that says no position unless it is looked up, which we don't; empty for none."""
    for link in _LINK.finditer(text[:_READ]):
        address = _HOST.match(link[0])
        if address and _linked(unquote(link[0])) is None:
            whole = (address[1] + address[2]).casefold()
            if whole.startswith(_SHORT_HOSTS) or _is_map(address[1].casefold(), whole):
                return link[0].rstrip(".,;!?)")
    return ""


def link_spans(text: str) -> list[tuple[int, int]]:
    """Return where links of any kind stand in this text: they are no words."""
    return [found.span() for pattern in (_LINK, _GEO) for found in pattern.finditer(text)]


def _linked(link: str) -> Point | None:
    address = _HOST.match(link)
    if address is None or not _is_map(address[1].casefold(), (address[1] + address[2]).casefold()):
        return None
    for pattern in (_OSM_MARK, _QUERIED, _OSM_VIEW):
        found = pattern.search(address[2])
        point = _read(found[1], found[2]) if found else None
        if point is not None:
            return point
    return None


def _is_map(host: str, whole: str) -> bool:
    """Say whether a host draws maps; Google's and Bing's draw other things too."""
    if not any(name in host for name in _MAPS):
        return False
    return "map" in whole or "waze" in host or "osm.org" in host or "openstreetmap" in host


def _read(latitude: str, longitude: str) -> Point | None:
    point = float(latitude), float(longitude)
    return point if on_earth(point) else None


def _signed(found: re.Match[str]) -> Point | None:
    latitude, longitude = float(found[1]), float(found[3])
    if (found[2] or "").upper() == "S":
        latitude = -abs(latitude)
    if (found[4] or "").upper() == "W":
        longitude = -abs(longitude)
    point = latitude, longitude
    return point if on_earth(point) else None


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
