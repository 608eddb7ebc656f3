"""Who reads what in the audit log."""

from alerts.people.person import COORDINATOR, Person


def readable_towns(reader: Person) -> frozenset[int] | None:
    """Return the towns of which this coordinator reads the log; None: of all, as they coordinate every town."""
    towns = [grant.town_id for grant in reader.grants if grant.role in COORDINATOR]
    return None if None in towns else frozenset(town for town in towns if town is not None)
