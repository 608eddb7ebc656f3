"""Who may see an entry of the directory, and who may write one."""

from alerts.directory.entry import Listing, Viewers
from alerts.people.person import COORDINATOR, DESK, Person


def may_see(person: Person, listing: Listing) -> bool:
    """Say whether this person may see it."""
    match listing.viewers:
        case Viewers.EVERYBODY:
            return True
        case Viewers.NETWORK:
            return bool(person.grants)
        case Viewers.DESK:
            return person.has(DESK, listing.town_id)


def may_write(person: Person, town_id: int | None) -> bool:
    """Say whether they may add and change entries of this town (None: entries for every town).

    Any coordinator may write what is for every town: offices rarely serve one alone.
    """
    return person.has(COORDINATOR, town_id)
