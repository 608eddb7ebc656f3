"""A town is never left without anybody who lets people in and puts them out."""

from collections.abc import Collection

from alerts.network.town import Town
from alerts.people.person import COORDINATOR, Grant
from alerts.work.unit_of_work import UnitOfWork


async def towns_without_coordinator(uow: UnitOfWork, person_id: int, lost: Collection[Grant]) -> tuple[Town, ...]:
    """Return the towns that nobody would coordinate any more without these roles of this person.

    Who is suspended coordinates nothing meanwhile.
    """
    gone = [grant for grant in lost if grant.role in COORDINATOR]
    if not gone:
        return ()
    staying = [
        grant
        for person in await uow.people.with_role(COORDINATOR, None)
        for grant in person.grants
        if grant.role in COORDINATOR and not (person.id == person_id and grant in gone)
    ]
    towns = (await uow.network()).towns
    concerned = [town for town in towns if any(grant.covers(town.id) for grant in gone)]
    return tuple(town for town in concerned if not any(grant.covers(town.id) for grant in staying))
