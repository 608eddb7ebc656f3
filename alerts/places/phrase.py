"""A place in a few words, as it stands in the middle of a sentence."""

from alerts.notices import Quote, Text, text
from alerts.places.place import Place

LONGEST = 80
"""Characters of somebody's words."""


def phrase(place: Place) -> Quote | Text:
    """Return the words that were said; else "the place on the map"; else "the place that was reported"."""
    if place.words:
        return Quote(place.words, LONGEST)
    return text("place.on_map") if place.point is not None else text("place.unsaid")
