"""The towns that somebody coordinates."""

from alerts.network.town import Network, Town
from alerts.people.person import COORDINATOR, Person


def coordinated_towns(network: Network, person: Person) -> list[Town]:
    """Return the towns that this person coordinates, in the network's order."""
    return [town for town in network.towns if person.has(COORDINATOR, town.id)]


def coordinated_town_ids(person: Person) -> frozenset[int] | None:
    """Return the ids of the towns that this person coordinates; None: every town there is or will be."""
    towns = [grant.town_id for grant in person.grants if grant.role in COORDINATOR]
    return None if None in towns else frozenset(town for town in towns if town is not None)
