"""Whom the steps of escalation ring: people of the town's desk, and such as may cover it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from alerts.incidents import desk
from alerts.incidents.escalations import Rung
from alerts.people.person import COORDINATOR, DESK, Contact, Person, Role
from alerts.work.unit_of_work import UnitOfWork

DISPATCHER = frozenset({Role.DISPATCHER})


@dataclass(frozen=True, kw_only=True)
class CalledPeople:
    """Who is to be rung, and whom nobody could be rung of. Everybody stands in it once."""

    own: dict[int, Rung] = field(default_factory=dict)
    """People of the town's desk (ids), and the first step that names them."""
    beside: dict[int, Rung] = field(default_factory=dict)
    """Dispatchers of other towns, who may cover this one's desk."""
    short: frozenset[Rung] = frozenset()
    """Steps of which nobody can be reached."""
    contacts: tuple[Contact, ...] = ()
    """Every contact of theirs that can be reached, the last heard of each person first."""


async def people_called(uow: UnitOfWork, now: datetime, town_id: int | None, whom: Iterable[Rung]) -> CalledPeople:
    """Return whom these steps ring; the desks of all towns, where they reach nobody at all."""
    named = {rung: await _named(uow, now, town_id, rung) for rung in Rung if rung in frozenset(whom)}
    found = await _reachable(uow, town_id, named)
    if found.contacts:
        return found
    anybody = await _reachable(uow, town_id, {Rung.ANYBODY: await uow.people.with_role(DESK, None)})
    return replace(anybody, short=found.short | anybody.short)


async def _named(uow: UnitOfWork, now: datetime, town_id: int | None, rung: Rung) -> list[Person]:
    if rung is Rung.ON_DUTY:
        rung_now = (await desk.desk_contacts(uow, now, town_id)).people
        return [person for person in await uow.people.with_role(DESK, town_id) if person.id in rung_now]
    if rung is Rung.COORDINATORS:
        return await uow.people.with_role(COORDINATOR, town_id)
    return [*await uow.people.with_role(DISPATCHER, town_id), *await _beside(uow, now, town_id)]


async def _beside(uow: UnitOfWork, now: datetime, town_id: int | None) -> list[Person]:
    """Return who is rung at the desks of the towns beside this one."""
    network = await uow.network()
    town = network.town(town_id)
    found = []
    for neighbor in network.neighbors(town) if town is not None else ():
        rung_there = (await desk.desk_contacts(uow, now, neighbor.id)).people
        found += [one for one in await uow.people.with_role(DISPATCHER, neighbor.id) if one.id in rung_there]
    return found


async def _reachable(uow: UnitOfWork, town_id: int | None, named: dict[Rung, list[Person]]) -> CalledPeople:
    """Leave out who is away and who cannot be reached; who is away is better than nobody."""
    everybody = {person.id: person for people in named.values() for person in people}
    contacts = [one for one in await uow.contacts.of_all(list(everybody)) if one.reachable]
    here = [one for one in contacts if not everybody[one.person_id].away]
    contacts = here or contacts
    reached = {one.person_id for one in contacts}
    own: dict[int, Rung] = {}
    beside: dict[int, Rung] = {}
    for rung, people in named.items():
        for person in people:
            if person.id in reached:
                (own if person.has(DESK, town_id) else beside).setdefault(person.id, rung)
    short = frozenset(rung for rung, people in named.items() if not any(one.id in reached for one in people))
    return CalledPeople(own=own, beside=beside, short=short, contacts=tuple(contacts))
