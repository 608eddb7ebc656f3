"""Which roles of somebody are theirs for good, and which one a cover of a desk only lent them."""

from datetime import datetime

from alerts.escalation.deadlines import COVER_ENDS
from alerts.escalation.ports import DESK_COVERS
from alerts.people.person import Grant, Person, Role
from alerts.work.unit_of_work import UnitOfWork


async def lasting_roles(uow: UnitOfWork, person: Person) -> frozenset[Grant]:
    """Return the roles that are theirs for good; those that rest, too."""
    lent = {Grant(Role.DISPATCHER, cover.town_id) for cover in await DESK_COVERS(uow).of_person(person.id)}
    return frozenset((*person.grants, *await uow.grants.resting(person.id))) - lent


async def keep_covered_desk(uow: UnitOfWork, person_id: int, town_id: int) -> None:
    """Let the desk that they cover, if they do, be theirs for good: they have the role there by other means."""
    await DESK_COVERS(uow).forget(person_id, town_id)


async def keep_desks_of_linked(uow: UnitOfWork, owner: Person, other_id: int) -> None:
    """Let no cover of the other person, who becomes one with the owner, end what the owner has for good."""
    for grant in await lasting_roles(uow, owner):
        if grant.role is Role.DISPATCHER and grant.town_id is not None:
            await keep_covered_desk(uow, other_id, grant.town_id)


async def keep_desks_of_merged_towns(uow: UnitOfWork, gone_id: int, into_id: int) -> None:
    """Let who works one of two towns' desks for good, and covers the other's, work that of both for good.

    Before the towns become one: of two same roles one is left then, and the end of the cover would take it.
    """
    both = {Grant(Role.DISPATCHER, gone_id), Grant(Role.DISPATCHER, into_id)}
    for cover in [one for town_id in (gone_id, into_id) for one in await DESK_COVERS(uow).of_town(town_id)]:
        person = await uow.people.get(cover.person_id)
        if person is not None and both & await lasting_roles(uow, person):
            await keep_covered_desk(uow, person.id, cover.town_id)


async def cover_split_town(uow: UnitOfWork, now: datetime, town_id: int, part_id: int) -> None:
    """Let whoever covers a town cover its new part just as long: the role was copied to there like any other."""
    for cover in await DESK_COVERS(uow).of_town(town_id):
        part = await DESK_COVERS(uow).add(cover.person_id, part_id, now, cover.until)
        await uow.deadlines.set(COVER_ENDS, part.id, part.until)
