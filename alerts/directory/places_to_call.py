"""Entries of the directory whom the desk can call to ask what they see: near the place, with a phone."""

import re

from alerts.directory.access import may_see
from alerts.directory.entry import Entry, ServiceKind
from alerts.directory.ports import DIRECTORY
from alerts.directory.search import LITTLE
from alerts.people.person import Person
from alerts.places.place import plain_words
from alerts.work.unit_of_work import UnitOfWork

MOST = 5
"""Entries that are shown: whoever calls has a minute (our choice)."""
_STAND_SOMEWHERE = frozenset(
    {
        ServiceKind.SCHOOL,
        ServiceKind.CONGREGATION,
        ServiceKind.HEALTH,
        ServiceKind.FOOD,
        ServiceKind.HOUSING,
        ServiceKind.OTHER,
    }
)
"""Kinds that are a place with people in it, who may see the street; others only where the place is named as theirs."""
_PHONE = re.compile(r"(?:\d[\s().+-]*){7,}")


async def places_to_call(uow: UnitOfWork, person: Person, town_id: int, place: str) -> list[Entry]:
    """Return entries of this town that this person may see and call; those of which the place speaks come first."""
    wanted = _telling(place)
    entries = [one for one in await DIRECTORY(uow).all() if _may_be_called(one, person, town_id)]
    found = [one for one in entries if _shared(one, wanted) or one.listing.kind in _STAND_SOMEWHERE]
    return sorted(found, key=lambda one: (-_shared(one, wanted), plain_words(one.listing.name), one.id))[:MOST]


def _may_be_called(entry: Entry, person: Person, town_id: int) -> bool:
    listing = entry.listing
    return listing.town_id == town_id and bool(_PHONE.search(listing.reach)) and may_see(person, listing)


def _shared(entry: Entry, wanted: frozenset[str]) -> int:
    """Return how many words of the place stand in the entry's name, or in where it is reached and what it is for."""
    listing = entry.listing
    return len(wanted & _telling(listing.name, listing.reach, listing.purpose))


def _telling(*texts: str) -> frozenset[str]:
    words = (word for one in texts for word in plain_words(one).split())
    return frozenset(word for word in words if word not in LITTLE and not word.isdigit())
