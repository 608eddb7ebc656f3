"""Somebody is in a responders' group whom we did not let in: they read where people go."""

from datetime import datetime, timedelta

from alerts.groups.group import GroupReader
from alerts.groups.ports import GROUPS
from alerts.notices import Notice, text
from alerts.people.naming import called
from alerts.people.person import COORDINATOR
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

STRANGERS = Deadline("strangers in group")
"""Set whenever the platform lists more members than we let in."""
TOLD = Deadline("strangers told")
"""While it stands, nothing more is said of that group."""
APART = timedelta(days=1)
"""So long nothing more is said of the same group (our choice)."""


async def tell_of_strangers(uow: UnitOfWork, now: datetime, group_id: int) -> None:
    """Tell the town's coordinators: they know who it may be."""
    group = await GROUPS(uow).get(group_id)
    town = (await uow.network()).town(group.town_id if group else None)
    if group is None or town is None or not group.active or group.reader is not GroupReader.RESPONDERS:
        return
    if group_id in await uow.deadlines.standing(TOLD):
        return
    await uow.deadlines.set(TOLD, group_id, now + APART)
    told = (
        text("group.strangers", town=town.name),
        text("group.strangers_what", title=called(group.title, 80)),
    )
    coordinators = [person.id for person in await uow.people.with_role(COORDINATOR, town.id)]
    await uow.mail.to_persons(coordinators, Notice(parts=told).only(COORDINATOR, town.id), now)
