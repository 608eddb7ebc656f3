"""Who may change a town, and where its center may lie."""

from alerts.network.town import Network, Town
from alerts.notices import text
from alerts.people.person import COORDINATOR, Person
from alerts.places.place import Point, distance
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

BESIDE_M = 2_000
"""Meters between two centers from which on they are those of two towns (our choice: the nearest two that we know of
lie 2.6 km apart)."""


async def town_of(uow: UnitOfWork, town_id: int, by: Person | None) -> Town | Refused:
    """Return a town to who may change it: a coordinator of it; `by`: None for an operator."""
    town = (await uow.network()).town(town_id)
    if town is None:
        return Refused(text("towns.gone"))
    return town if by is None or by.has(COORDINATOR, town_id) else Refused(text("refused.role"))


def why_not_there(network: Network, point: Point, but: int | None, by: Person | None) -> Refused | None:
    """Return why no center of theirs may lie there: it is that of a town that they don't coordinate. None: it may.

    `but`: the town that moves. A location goes to the town whose center is the nearest: with a center beside another's
    somebody could take its reports away. An operator (None) may.
    """
    if by is None:
        return None
    others = (town for town in network.towns if town.id != but and not by.has(COORDINATOR, town.id))
    near = next((town for town in others if distance(town.point, point) < BESIDE_M), None)
    return Refused(text("towns.beside", town=near.name)) if near else None
