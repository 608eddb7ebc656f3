"""Places as JSON, before they are sealed."""

from typing import Any

from alerts.places.place import Place


def as_json(place: Place) -> dict[str, Any]:
    """Return words and point of a place."""
    return {"words": place.words, "point": list(place.point) if place.point else None}


def from_json(kept: dict[str, Any]) -> Place:
    """Read the place that as_json made."""
    point = kept["point"]
    return Place(words=kept["words"], point=(float(point[0]), float(point[1])) if point else None)
