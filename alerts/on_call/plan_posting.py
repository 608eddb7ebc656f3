"""A coordinator posts the plan of a day or a week in a group of their town."""

from datetime import datetime, timedelta

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.groups.group import Group, GroupReader
from alerts.groups.ports import GROUPS
from alerts.network.coordinated_towns import coordinated_towns
from alerts.notices import Lane, Notice, Text, Value, text
from alerts.on_call.plan_text import plan_lines
from alerts.people.naming import called
from alerts.people.person import COORDINATOR, Person
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

SPANS = (1, 7)
"""Days of a plan that is posted."""
LINES = 17
"""Lines of one post, the heading among them: a group reads it in every language of the network."""
POST_LASTS = timedelta(hours=12)
"""A plan that could not be posted for so long is not posted any more (our choice)."""
_NAME = 20


async def groups_for_plan(uow: UnitOfWork, person: Person) -> list[Group]:
    """Return the groups of the towns that they coordinate: those that people connected, and the responders'."""
    towns = {town.id for town in coordinated_towns(await uow.network(), person)}
    found = [group for town_id in sorted(towns) for group in await GROUPS(uow).of_people(town_id)]
    for transport in ("telegram", "signal"):
        found += [one for one in await GROUPS(uow).of_responders(transport) if one.town_id in towns]
    return list({group.id: group for group in found if group.active}.values())


async def group_for_plan(uow: UnitOfWork, group_id: int, person: Person) -> Group | Refused:
    """Return this group; refused where it is not connected any more, or another town's."""
    groups = await groups_for_plan(uow, person)
    return next((one for one in groups if one.id == group_id), None) or Refused(text("on_call.post.gone"))


def is_public(group: Group) -> bool:
    """Say whether the community reads this group: then it is asked first whether that is meant."""
    return group.reader is not GroupReader.RESPONDERS


async def plan_to_post(uow: UnitOfWork, now: datetime, group: Group, days: int) -> list[Text]:
    """Return the plan of the group's town, with first names at the most."""
    town = (await uow.network()).town(group.town_id)
    until = now + timedelta(days=days if days in SPANS else SPANS[0])
    return await plan_lines(uow, now, [town], until, first_name) if town is not None else []


async def post_plan(uow: UnitOfWork, now: datetime, group_id: int, days: int, by: Person) -> Text | Refused:
    """Post it there; it stands in the audit log who did so."""
    group = await group_for_plan(uow, group_id, by)
    if isinstance(group, Refused):
        return group
    if group.town_id is None or not by.has(COORDINATOR, group.town_id):
        return Refused(text("refused.role"))
    lines = await plan_to_post(uow, now, group, days)
    for place in range(0, len(lines), LINES):
        page = Notice(parts=tuple(lines[place : place + LINES]), lane=Lane.REST, expires_at=now + POST_LASTS)
        await uow.mail.to_group(page, group.id, now)
    await record(uow, now, Deed(action=Action.PLAN_POSTED, by_id=by.id, town_id=group.town_id))
    return text("toast.on_call.posted")


async def first_name(uow: UnitOfWork, person_id: int) -> Value:
    """Return somebody's first name: a group is told no more of who works a desk."""
    person = await uow.people.get(person_id)
    words = person.name.split() if person is not None and person.name else []
    return called(words[0], _NAME) if words else text("desk.somebody")
