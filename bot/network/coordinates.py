"""Whether a town's coordinates can be meant: typed by hand, they are easily swapped, or lose their sign."""

from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.places.place import Point, on_earth

_SOUTHERNMOST, _NORTHERNMOST = -56.0, 79.0
"""Degrees of latitude between which there are towns: Puerto Williams, Longyearbyen."""
_SLACK = 50.0
"""Degrees of longitude by which a town may lie off the middle of its time zone: the west of China does by 45."""
_HOUR, _CIRCLE = 15.0, 360.0
SWAPPED = "has latitude and longitude swapped, it seems", 'the latitude comes first, as in "Northampton:42.325:-72.641"'


def doubt(point: Point, zone: str = "") -> tuple[str, str] | None:
    """Return what is wrong with a point and the remedy; None where a town may lie there.

    `zone`: IANA name of the network's time zone, near which it must lie; "" where that is not known.
    """
    if _may_lie(point, zone):
        return None
    latitude, longitude = point
    if _may_lie((longitude, latitude), zone):
        return SWAPPED
    if not on_earth(point):
        return "has coordinates that do not exist", "the latitude is -90 to 90, the longitude -180 to 180"
    if _may_lie((latitude, -longitude), zone):
        return "lies far from the time zone", "west of Greenwich the longitude is negative, as in -72.641"
    return (
        "lies where no town of this time zone can",
        "look the coordinates up on a map: latitude first, then longitude",
    )


def _may_lie(point: Point, zone: str) -> bool:
    latitude, longitude = point
    if not on_earth(point) or not _SOUTHERNMOST <= latitude <= _NORTHERNMOST or point == (0, 0):
        return False
    # UTC and its like are a way to keep time, and lie nowhere.
    nowhere = "/" not in zone or zone.startswith("Etc/")
    return nowhere or _apart(longitude, _middle(zone)) <= _SLACK


def _middle(zone: str) -> float:
    """Return the longitude over which the sun stands at noon of this time zone, in winter."""
    offset = datetime(2026, 1, 15, tzinfo=ZoneInfo(zone)).utcoffset()
    return offset.total_seconds() / 3600 * _HOUR if offset is not None else 0.0


def _apart(one: float, other: float) -> float:
    off = abs(one - other) % _CIRCLE
    return min(off, _CIRCLE - off)
