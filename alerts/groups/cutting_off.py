"""A group that one coordinator connected is shown to all others, and cut off by a tap: it reads a town's alerts."""

from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.groups.group import Group
from alerts.groups.ports import GROUPS
from alerts.groups.taps import CutOffGroup
from alerts.network.town import Town
from alerts.notices import Choice, Notice, Text, text
from alerts.people.naming import called, named
from alerts.people.person import COORDINATOR, Person
from alerts.trust.announcing import tell_every_coordinator
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

TITLE = 60
"""Characters of a group's name."""


async def tell_of_connected(uow: UnitOfWork, now: datetime, by: Person, group: Group, town: Town) -> None:
    """Tell all other coordinators which group reads a town's alerts from now on; those of the town can cut it off."""
    told = text("group.told_connected", by=named(by), title=called(group.title, TITLE), town=town.name)
    here = {one.id for one in await uow.people.with_role(COORDINATOR, town.id)}
    elsewhere = {one.id for one in await uow.people.with_role(COORDINATOR, None)} - here
    cut = Notice(parts=(told,)).with_choices((cutting(group),))
    await tell_every_coordinator(uow, now, cut, but=[by.id, *elsewhere])
    await tell_every_coordinator(uow, now, Notice(parts=(told,)), but=[by.id, *here])


def cutting(group: Group) -> Choice:
    """Return the choice that cuts this group off."""
    return CutOffGroup(group.id).choice(text("choice.group.cut", title=called(group.title, 30)))


async def cut_off(uow: UnitOfWork, now: datetime, by: Person, group_id: int) -> Text | Refused:
    """Post nothing of its town in this group any more; all other coordinators hear it."""
    group = await GROUPS(uow).get(group_id)
    town = (await uow.network()).town(group.town_id if group else None)
    if group is None or town is None or group.id not in {one.id for one in await GROUPS(uow).of_people(town.id)}:
        return Refused(text("group.no_towns"))
    if not by.has(COORDINATOR, town.id):
        return Refused(text("refused.role"))
    await GROUPS(uow).cut_off(group.id)
    await record(uow, now, Deed(action=Action.GROUP_CUT_OFF, by_id=by.id, town_id=town.id))
    title = called(group.title, TITLE)
    await tell_every_coordinator(
        uow, now, Notice.of("group.told_cut", by=named(by), title=title, town=town.name), but=[by.id]
    )
    return text("toast.group.cut", town=town.name)
