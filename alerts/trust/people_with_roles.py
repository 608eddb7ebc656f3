"""People with their roles, also those that rest, as a coordinator is shown them."""

from collections.abc import Sequence
from dataclasses import dataclass

from alerts.people.person import COMMITTEE, COORDINATOR, DESK, Grant, Person
from alerts.work.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class PersonWithRoles:
    """Somebody with all their roles: those that count, and those that rest."""

    person: Person
    roles: tuple[Grant, ...]
    apps: tuple[str, ...]
    """The transports on which they write to us, in alphabetical order."""
    reachable: bool = True
    """Whether we can write to them on one of these."""


async def desk_people(uow: UnitOfWork, town_id: int) -> list[PersonWithRoles]:
    """Return who holds a desk role in this town, also one that rests; oldest first."""
    held = {person.id: (person, person.grants) for person in await uow.people.with_role(DESK, town_id)}
    resting = [*await uow.people.suspended(), *await uow.people.resting_above_member()]
    held |= {person.id: (person, (*person.grants, *roles)) for person, roles in resting if _at_desk(roles, town_id)}
    return [await _shown(uow, person, roles) for person, roles in held.values()]


async def person_with_roles(uow: UnitOfWork, person_id: int) -> PersonWithRoles | None:
    """Return this person with their roles, also those that rest; None where there is none of that id."""
    person = await uow.people.get(person_id)
    if person is None:
        return None
    rests = person.suspended or person.has_uncompared_number
    return await _shown(uow, person, (*person.grants, *(await uow.grants.resting(person.id) if rests else ())))


def is_answerable_for(coordinator: Person, roles: Sequence[Grant]) -> bool:
    """Say whether they coordinate a town where one of these roles counts.

    For who coordinates, the committee is too; for who is in the committee, only the committee.
    """
    oversees = any(one.role in COMMITTEE for one in coordinator.grants)
    if any(one.role in COMMITTEE for one in roles):
        return oversees
    if oversees and any(one.role in COORDINATOR for one in roles):
        return True
    return any(coordinator.has(COORDINATOR, one.town_id) for one in roles)


def _at_desk(roles: Sequence[Grant], town_id: int) -> bool:
    return any(one.role in DESK and one.covers(town_id) for one in roles)


async def _shown(uow: UnitOfWork, person: Person, roles: tuple[Grant, ...]) -> PersonWithRoles:
    contacts = await uow.contacts.of(person.id)
    apps = sorted({contact.transport.title() for contact in contacts})
    reachable = any(contact.reachable for contact in contacts)
    return PersonWithRoles(person=person, roles=roles, apps=tuple(apps), reachable=reachable)
