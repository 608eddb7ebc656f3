"""Of which towns somebody reads the audit log."""

from alerts.network.coordinated_towns import coordinated_town_ids
from alerts.people.person import COMMITTEE, Person


def readable_towns(reader: Person) -> frozenset[int] | None:
    """Return the towns of which they read the log; None: all, as they coordinate each or are in the committee."""
    if any(grant.role in COMMITTEE for grant in reader.grants):
        return None
    return coordinated_town_ids(reader)
