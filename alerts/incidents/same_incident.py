"""Whether a report speaks of an incident that is already open, and what is remembered of places for that."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from alerts.incidents.incident import Incident
from alerts.incidents.matter import PRIVATE
from alerts.places.names import same_words
from alerts.places.place import Place, distance
from alerts.places.place_name import place_name

SAME_PLACE_M = 500
"""Two points this near are one incident: set when this program was ordered, with the time below."""
SAME_TIME = timedelta(minutes=30)
"""A report joins only what was last heard of this recently (docs/decisions/0016-times-and-numbers.md)."""
ALIKE_M = 25
"""Two points this near are remembered as one: a phone knows where it is no better."""
MOST_WAYS = 60
"""So many ways of telling a place are remembered; whoever tells it in yet another is known by one of these."""


def matching(
    place: Place,
    town_id: int | None,
    now: datetime,
    standing: Iterable[tuple[Incident, datetime]],
) -> Incident | None:
    """Return the open incident this report is about, of several the one heard of last; None where there is none.

    `standing` holds each open incident with the time of its newest report.
    """
    fits = [
        (heard, incident)
        for incident, heard in standing
        if incident.matter not in PRIVATE
        and _may_be_one(incident, town_id, place)
        and abs(now - heard) <= SAME_TIME
        and any(same_place(place, other) for other in (incident.place, *incident.ways))
    ]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None


def _may_be_one(incident: Incident, town_id: int | None, place: Place) -> bool:
    """Say whether both are in one town. Streets of the same name are in many: without a town, only points tell."""
    if incident.town_id is None or town_id is None:
        return place.point is not None
    return incident.town_id == town_id


def same_place(a: Place, b: Place) -> bool:
    """Say whether two reports speak of one place: points decide where both have one, else the words."""
    if a.point is not None and b.point is not None:
        return distance(a.point, b.point) <= SAME_PLACE_M
    return bool(a.words and b.words) and same_words(a.words, b.words)


def one_more(ways: tuple[Place, ...], place: Place) -> tuple[Place, ...]:
    """Return the ways of telling a place, with one more where it says something that none of them does.

    A surge brings the same few over and over: so what a report is held against does not grow with the reports.
    """
    if place in ways or not place.usable or len(ways) >= MOST_WAYS or any(_alike(place, way) for way in ways):
        return ways
    return (*ways, place)


def _alike(a: Place, b: Place) -> bool:
    """Say whether what is the same place as one is the same as the other."""
    if a.point is None or b.point is None:
        return a.point is b.point and place_name(a.words) == place_name(b.words)
    return distance(a.point, b.point) <= ALIKE_M and place_name(a.words) == place_name(b.words)
