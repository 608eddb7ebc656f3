"""Who reads what in the audit log."""

from alerts.people.person import COMMITTEE, COORDINATOR, Person


def readable_towns(reader: Person) -> frozenset[int] | None:
    """Return the towns of which they read the log; None: all, as they coordinate each or are in the committee."""
    if any(grant.role in COMMITTEE for grant in reader.grants):
        return None
    towns = [grant.town_id for grant in reader.grants if grant.role in COORDINATOR]
    return None if None in towns else frozenset(town for town in towns if town is not None)
