"""Whether a report speaks of an incident that is already open."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from alerts.incidents.incident import Incident
from alerts.places.names import same_words
from alerts.places.place import Place, distance

SAME_PLACE_M = 500
"""Two points this near are one incident (the issue's rule)."""
SAME_TIME = timedelta(minutes=30)
"""A report joins only what was last heard of this recently (the issue's rule)."""


def matching(
    place: Place,
    town_id: int | None,
    now: datetime,
    standing: Iterable[tuple[Incident, datetime, tuple[Place, ...]]],
) -> Incident | None:
    """The open incident this report is about, the most recently heard of first.

    `standing` holds each open incident with the time of its newest report and the places reported for it.
    """
    fits = [
        (heard, incident)
        for incident, heard, places in standing
        if _same_town(incident.town_id, town_id)
        and abs(now - heard) <= SAME_TIME
        and any(same_place(place, other) for other in (incident.place, *places))
    ]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None


def _same_town(a: int | None, b: int | None) -> bool:
    return a is None or b is None or a == b


def same_place(a: Place, b: Place) -> bool:
    """Whether two reports speak of one place: points decide where both have one, else the words."""
    if a.point is not None and b.point is not None:
        return distance(a.point, b.point) <= SAME_PLACE_M
    return bool(a.words and b.words) and same_words(a.words, b.words)
