"""Whose a notice is to read, as a column holds it: "coordinator,dispatcher@3,5". Ids are of towns."""

from alerts.notices import Holders
from alerts.people.person import Person, Role


def dump(holders: Holders | None) -> str:
    """Write it down; empty: whoever it was posted to."""
    if holders is None:
        return ""
    towns = ",".join(str(town_id) for town_id in sorted(holders.town_ids))
    return f"{','.join(sorted(holders.roles))}@{towns}"


def are_met(kept: str, person: Person) -> bool:
    """Say whether a person, with the roles they have now, is one of those whose it is."""
    names, _, towns = kept.partition("@")
    # A role of a version to come is none that anybody holds.
    roles = frozenset(role for role in Role if role.value in names.split(","))
    return all(person.has(roles, town_id) for town_id in ([int(one) for one in towns.split(",")] if towns else [None]))
