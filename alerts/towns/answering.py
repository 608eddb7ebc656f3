"""Who may change a town, and who hears of it."""

from collections.abc import Iterable
from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.network.audience import Audience
from alerts.network.town import Network, Town
from alerts.notices import Lane, Notice, Text, text
from alerts.people.person import COORDINATOR, Person, Role
from alerts.places.place import Point, distance
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

BESIDE_M = 2_000
"""Meters between two centers from which on they are those of two towns (our choice: the nearest two that we know of
lie 2.6 km apart)."""
EVERY_ROLE = frozenset(Role)


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


def coordinated(network: Network, person: Person) -> list[Town]:
    """Return the towns that this person coordinates."""
    return [town for town in network.towns if person.has(COORDINATOR, town.id)]


async def people_of(uow: UnitOfWork, town_id: int) -> frozenset[int]:
    """Return everybody who can be told something of a town, whatever their role there."""
    return await uow.mail.persons_in(Audience(town_id=town_id, roles=EVERY_ROLE, also_away=True))


async def tell_people(uow: UnitOfWork, now: datetime, people: Iterable[int], told: Text, *more: Text) -> None:
    """Tell them, behind everything that is urgent."""
    await uow.mail.to_persons(sorted(people), Notice(parts=(told, *more), lane=Lane.REST), now)


async def tell_coordinators_of_all(
    uow: UnitOfWork, now: datetime, told: Text, *, by: Person | None, but: Iterable[int] = ()
) -> None:
    """Tell the coordinators of every town at once, save who did it and those who hear of it otherwise."""
    left_out = {*but, *([by.id] if by else [])}
    whom = [one.id for one in await uow.people.with_role(COORDINATOR, None) if one.id not in left_out]
    await uow.mail.to_persons(whom, Notice(parts=(told,)), now)


async def record_change(uow: UnitOfWork, now: datetime, action: Action, by: Person | None, town_id: int | None) -> None:
    """Keep in the audit log who did it. `town_id`: None for a town that is gone."""
    await record(uow, now, Deed(action=action, by_id=by.id if by else None, town_id=town_id))
