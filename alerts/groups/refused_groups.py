"""A Telegram group that throws us out or forbids us to write: told once a week at most."""

from datetime import datetime, timedelta

from alerts.groups.ports import GROUPS
from alerts.incidents import desk
from alerts.notices import Notice, Quote
from alerts.people.person import Person
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

QUIET = timedelta(days=7)
"""So long nothing more is said of the same group, unless it was well meanwhile."""
REFUSED = Deadline("group refused")
"""While it stands, nothing more is said of that group."""


async def refused(uow: UnitOfWork, now: datetime, group_id: int) -> None:
    """Tell the desk that a Telegram group threw us out, or forbade us to write.

    Nothing is posted there before a coordinator acts. A Signal group is made anew by the program itself.
    """
    group = await GROUPS(uow).get(group_id)
    town = (await uow.network()).town(group.town_id if group else None)
    if group is None or town is None or group_id in await uow.deadlines.standing(REFUSED):
        # No town misses it, or the desk knows already.
        return
    await uow.deadlines.set(REFUSED, group_id, now + QUIET)
    contacts = (await desk.desk_contacts(uow, town.id)).everybody
    notice = Notice.of("desk.group_refused", title=Quote(group.title, 60), town=town.name)
    await uow.mail.post(notice, contacts, now)


async def back(uow: UnitOfWork, now: datetime, group_id: int, asker: Person) -> None:
    """Tell the desk that the group is connected again; `asker`, who did it, is answered anyway."""
    group = await GROUPS(uow).get(group_id)
    town = (await uow.network()).town(group.town_id if group else None)
    if group is None or town is None or group_id not in await uow.deadlines.standing(REFUSED):
        # The desk was never told that it refused us.
        return
    await uow.deadlines.call_off(group_id, REFUSED)
    own = {contact.id for contact in await uow.contacts.of(asker.id)}
    contacts = (await desk.desk_contacts(uow, town.id)).everybody
    notice = Notice.of("group.connected", title=Quote(group.title, 60), town=town.name)
    await uow.mail.post(notice, [contact for contact in contacts if contact not in own], now)


async def forget(uow: UnitOfWork, now: datetime, subject_id: int) -> None:
    """Do nothing: that this deadline ended lets the desk be told of the group anew."""
