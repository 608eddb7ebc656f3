"""A town joins the network: by itself, or as a part of another that is split off."""

from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.escalation.lasting_roles import cover_split_town
from alerts.incidents import card
from alerts.incidents.incident import Incident
from alerts.incidents.ports import INCIDENTS
from alerts.network.town import Town
from alerts.notices import text
from alerts.people.person import COORDINATOR, Person, Role
from alerts.places.place import Point, distance
from alerts.towns.announcing_changes import people_of, record_change, tell_coordinators_of_all, tell_people
from alerts.towns.change_limits import changed_today, makes_too_many
from alerts.towns.ports import TOWNS
from alerts.towns.town_access import town_of, why_not_there
from alerts.towns.town_names import tidy, wrong_name
from alerts.trust.announcing import done_by
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def add_town(uow: UnitOfWork, now: datetime, name: str, point: Point, by: Person | None) -> Town | Refused:
    """Add a town, which `by` coordinates from then on; None for an operator. The other coordinators hear of it."""
    if by is not None and not any(grant.role in COORDINATOR for grant in by.grants):
        return Refused(text("refused.role"))
    why_not = why_not_there(await uow.network(), point, None, by) or await makes_too_many(uow, now, by)
    added = why_not or await _add(uow, name, point)
    if isinstance(added, Refused):
        return added
    if by is not None and not by.has(COORDINATOR, added.id):
        await uow.grants.give(by.id, Role.COORDINATOR, added.id, now)
    await record(uow, now, Deed(action=Action.TOWN_MADE, by_id=by.id if by else None, town_id=added.id))
    await tell_coordinators_of_all(uow, now, text("towns.told.added", by=done_by(by), town=added.name), by=by)
    return added


async def split_town(
    uow: UnitOfWork, now: datetime, town_id: int, name: str, point: Point, by: Person | None
) -> Town | Refused:
    """Make a part of a town one of its own: whoever has a role in the town has it there too, and hears of both.

    Open incidents that lie nearer to the new town's center are its own.
    """
    town = await town_of(uow, town_id, by)
    if isinstance(town, Refused):
        return town
    why_not = await changed_today(uow, now, Action.TOWN_SPLIT, town, by) or await makes_too_many(uow, now, by)
    added = why_not or await _add(uow, name, point)
    if isinstance(added, Refused):
        return added
    await TOWNS(uow).copy_roles(town_id, added.id, now)
    await cover_split_town(uow, now, town_id, added.id)
    for incident, _ in await INCIDENTS(uow).standing(town_id):
        if _lies_nearer(incident, added, town):
            moved = await INCIDENTS(uow).change(incident, town_id=added.id)
            await card.show(uow, now, moved or incident)
    await record_change(uow, now, Action.TOWN_SPLIT, by, town.id)
    told = text("towns.told.split", town=town.name, part=added.name)
    people = await people_of(uow, added.id)
    await tell_people(uow, now, people - ({by.id} if by else set()), told)
    return added


async def _add(uow: UnitOfWork, name: str, point: Point) -> Town | Refused:
    name, network = tidy(name), await uow.network()
    wrong = wrong_name(network, name)
    if wrong is not None:
        return Refused(wrong)
    had = network.bearing(name)
    if had is not None:
        # It was a part of that town, or its name, until now.
        also = tuple(one for one in had.also if not Town(id=0, name=one, point=point).bears(name))
        await TOWNS(uow).rename(had.id, had.name, also)
    return Town(id=await TOWNS(uow).add(name, point), name=name, point=point)


def _lies_nearer(incident: Incident, part: Town, town: Town) -> bool:
    where = incident.place.point
    if incident.town_id != town.id or where is None:
        return False
    return distance(where, part.point) < distance(where, town.point)
