"""Where an incident is, was, and is said to be, as JSON before it is sealed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from alerts.incidents.incident import EarlierPlace, Incident
from alerts.places.place import NO_PLACE, Place
from storage.core.place_codec import as_json, from_json


@dataclass(frozen=True, kw_only=True)
class Whereabouts:
    """What one sealed field holds of an incident."""

    place: Place = NO_PLACE
    ways: tuple[Place, ...] = ()
    earlier: tuple[EarlierPlace, ...] = ()
    outside: str = ""

    @property
    def told(self) -> bool:
        """Whether there is anything to seal."""
        return self.place.usable or any(way.usable for way in self.ways) or bool(self.earlier or self.outside)


FIELDS = frozenset(Whereabouts.__dataclass_fields__)
"""Fields of an incident that lie in it."""


def whereabouts_of(incident: Incident, changes: Mapping[str, Any]) -> Whereabouts:
    """Return what an incident's field holds after these changes."""
    return Whereabouts(**{name: changes.get(name, getattr(incident, name)) for name in FIELDS})


def whereabouts_as_json(where: Whereabouts) -> dict[str, Any]:
    """Return it as JSON values."""
    earlier = [[place.words, place.at.isoformat()] for place in where.earlier]
    return as_json(where.place) | {
        "ways": [as_json(way) for way in where.ways],
        "earlier": earlier,
        "outside": where.outside,
    }


def whereabouts_from_json(kept: dict[str, Any]) -> Whereabouts:
    """Read the whereabouts that whereabouts_as_json made.

    What was kept before ways, moves and towns outside were has none of them.
    """
    earlier = (EarlierPlace(words=words, at=datetime.fromisoformat(at)) for words, at in kept.get("earlier", ()))
    return Whereabouts(
        place=from_json(kept),
        ways=tuple(from_json(way) for way in kept.get("ways", ())),
        earlier=tuple(earlier),
        outside=kept.get("outside", ""),
    )
