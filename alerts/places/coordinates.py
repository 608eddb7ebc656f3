"""Whether a town's coordinates can be meant: typed by hand, they are easily swapped, or lose their sign."""

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from alerts.places.place import Point, on_earth

_SOUTHERNMOST, _NORTHERNMOST = -56.0, 79.0
"""Degrees of latitude between which there are towns: Puerto Williams, Longyearbyen."""
_SLACK = 50.0
"""Degrees of longitude by which a town may lie off the middle of its time zone: the west of China does by 45."""
_HOUR, _CIRCLE = 15.0, 360.0


class CoordinateDoubt(StrEnum):
    """Why a town does not lie where these degrees say. Each has a text: towns.doubt.NAME."""

    SWAPPED = "swapped"
    """The other way round it could."""
    NOWHERE = "nowhere"
    """There are no such degrees."""
    EAST = "east"
    """It could where the longitude were negative: its sign was lost."""
    FAR = "far"
    """No town of the time zone lies there."""


def doubt(point: Point, zone: str = "") -> CoordinateDoubt | None:
    """Return why a point can't be meant; None where a town may lie there.

    `zone`: IANA name of the network's time zone, near which it must lie; "" where that is not known.
    """
    if _may_lie(point, zone):
        return None
    latitude, longitude = point
    if _may_lie((longitude, latitude), zone):
        return CoordinateDoubt.SWAPPED
    if not on_earth(point):
        return CoordinateDoubt.NOWHERE
    return CoordinateDoubt.EAST if _may_lie((latitude, -longitude), zone) else CoordinateDoubt.FAR


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
