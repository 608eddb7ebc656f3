"""Which of the open incidents are wanted, told by what nothing is opened for: a list shows ten of thousands."""

from dataclasses import dataclass

from alerts.incidents.incident import OPEN, State
from alerts.incidents.matter import Matter
from alerts.people.person import DESK, Person


@dataclass(frozen=True, kw_only=True)
class OpenFilter:
    """Conditions on open incidents; all of them hold."""

    towns: frozenset[int] | None = None
    """Those of these towns, and those whose town is not known yet; None: of every town."""
    states: frozenset[State] = OPEN
    matters: frozenset[Matter] = frozenset(Matter)
    muted: bool | None = None
    """Whether only muted people reported it; None: either."""
    leads: bool = False
    """Only what no observer saw, and nobody who is vouched for reported."""


def of_desk(person: Person) -> frozenset[int] | None:
    """Return the towns at whose desk this person is; None for every town."""
    towns = {grant.town_id for grant in person.grants if grant.role in DESK}
    return None if None in towns else frozenset(town for town in towns if town is not None)
