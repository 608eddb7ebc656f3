"""Places as JSON, before they are sealed."""

from collections.abc import Sequence
from typing import Any

from alerts.places.place import Place


def as_json(place: Place) -> dict[str, Any]:
    """Return words and point of a place."""
    return {"words": place.words, "point": list(place.point) if place.point else None}


def from_json(kept: dict[str, Any]) -> Place:
    """Make the place again."""
    point = kept["point"]
    return Place(words=kept["words"], point=(float(point[0]), float(point[1])) if point else None)


def told_as_json(place: Place, ways: Sequence[Place]) -> dict[str, Any]:
    """Return an incident's place, and every way in which it was told."""
    return as_json(place) | {"ways": [as_json(way) for way in ways]}


def told_from_json(kept: dict[str, Any]) -> tuple[Place, tuple[Place, ...]]:
    """Make place and ways again; an incident that was opened before ways were kept has none but its place."""
    return from_json(kept), tuple(from_json(way) for way in kept.get("ways", ()))
