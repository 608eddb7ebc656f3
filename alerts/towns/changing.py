"""A town gets another name, another center, other neighbors."""

from datetime import datetime

from alerts.audit.deed import Action
from alerts.network.town import Town
from alerts.notices import Text, text
from alerts.people.person import DESK, Person
from alerts.places.place import Point, plain_words
from alerts.towns.announcing_changes import people_of, record_change, tell_coordinators_of_all, tell_people
from alerts.towns.change_limits import changed_today
from alerts.towns.ports import TOWNS
from alerts.towns.town_access import town_of, why_not_there
from alerts.towns.town_names import tidy, wrong_name
from alerts.trust.announcing import done_by
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def rename_town(uow: UnitOfWork, now: datetime, town_id: int, name: str, by: Person | None) -> Text | Refused:
    """Give a town another name: everybody there hears it once, and who writes the old one is still understood."""
    name, town = tidy(name), await town_of(uow, town_id, by)
    if isinstance(town, Refused):
        return town
    wrong = text("towns.there", town=town.name) if name == town.name else wrong_name(await uow.network(), name, town)
    if wrong is not None:
        return Refused(wrong)
    today = await changed_today(uow, now, Action.TOWN_RENAMED, town, by)
    if today is not None:
        return today
    names = dict.fromkeys((*town.also, town.name))
    also = tuple(one for one in names if plain_words(one) != plain_words(name))
    await TOWNS(uow).rename(town_id, name, also)
    await record_change(uow, now, Action.TOWN_RENAMED, by, town_id)
    told = text("towns.told.renamed", before=town.name, town=name)
    people = await people_of(uow, town_id)
    await tell_people(uow, now, people - ({by.id} if by else set()), told)
    await tell_coordinators_of_all(uow, now, told, by=by, but=people)
    return text("toast.towns.renamed", before=town.name, town=name)


async def move_town(uow: UnitOfWork, now: datetime, town_id: int, point: Point, by: Person | None) -> Text | Refused:
    """Let a town's center lie elsewhere; its desk and all who coordinate hear of it: locations go to the nearest."""
    town = await town_of(uow, town_id, by)
    if isinstance(town, Refused):
        return town
    beside = why_not_there(await uow.network(), point, town_id, by)
    if beside is not None:
        return beside
    await TOWNS(uow).move(town_id, point)
    await record_change(uow, now, Action.TOWN_MOVED, by, town_id)
    told = text("towns.told.moved", by=done_by(by), town=town.name)
    desk = {one.id for one in await uow.people.with_role(DESK, town_id)} - ({by.id} if by else set())
    await tell_people(uow, now, desk, told)
    await tell_coordinators_of_all(uow, now, told, by=by, but=desk)
    return text("toast.towns.moved", town=town.name)


async def set_neighbors(
    uow: UnitOfWork, now: datetime, towns: tuple[int, int], adjoin: bool | None, by: Person | None
) -> Text | Refused:
    """Say that two towns are neighbors, or are none; None: their distance decides. Who coordinates one of them may."""
    network = await uow.network()
    one, other = (network.town(town_id) for town_id in towns)
    if one is None or other is None:
        return Refused(text("towns.gone"))
    allowed = [await town_of(uow, town.id, by) for town in (one, other)]
    if all(isinstance(found, Refused) for found in allowed):
        return Refused(text("refused.role"))
    if one == other:
        return Refused(text("towns.gone"))
    await TOWNS(uow).set_neighbors(one.id, other.id, adjoin)
    await record_change(uow, now, Action.NEIGHBORS_SET, by, one.id)
    return _said(one, other, other in (await uow.network()).neighbors(one))


def _said(one: Town, other: Town, adjoin: bool) -> Text:
    return text("toast.towns.adjoin" if adjoin else "toast.towns.apart", town=one.name, other=other.name)
