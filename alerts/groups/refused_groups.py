"""A group that takes nothing of ours: who can mend it hears what to do, once an hour at most, and when it is over."""

from datetime import datetime, timedelta

from alerts.groups.group import Group
from alerts.groups.ports import GROUPS
from alerts.groups.refusal import GroupRefusal
from alerts.incidents import desk
from alerts.network.town import Town
from alerts.notices import Notice
from alerts.people.naming import called
from alerts.people.person import Person
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

QUIET = timedelta(hours=1)
"""So long nothing more is said of the same group, unless it was well meanwhile."""
REMEMBERED = timedelta(days=7)
"""So long after the last refusal it is worth a word that posts arrive there again."""
TOLD = Deadline("group refusal told")
"""While it stands, nothing more is said of that group."""
REFUSED = Deadline("group refused")
"""While it stands, that group takes nothing of ours, as far as the desk knows."""


async def refused(uow: UnitOfWork, now: datetime, group_id: int, why: GroupRefusal, by: Person | None = None) -> None:
    """Tell the town's desk that the group takes nothing of ours, and what has to be done about it.

    `by`: whose deed it is, where that is known; they are not told.
    """
    found = await _connected(uow, group_id)
    if found is None:
        # No town misses it.
        return
    group, town = found
    if why is not GroupRefusal.SLOW:
        await uow.deadlines.set(REFUSED, group_id, now + REMEMBERED)
    if group_id in await uow.deadlines.standing(TOLD):
        return
    await uow.deadlines.set(TOLD, group_id, now + QUIET)
    own = {contact.id for contact in await uow.contacts.of(by.id)} if by is not None else set()
    await _tell(uow, now, f"desk.group_refused.{why}", group, town, but=own)


async def delivered(uow: UnitOfWork, now: datetime, group_id: int) -> None:
    """Tell the town's desk that posts arrive in this group again."""
    found = await _connected(uow, group_id)
    if group_id not in await uow.deadlines.standing(REFUSED):
        # The desk was never told that it refused us.
        return
    await uow.deadlines.call_off(group_id, REFUSED, TOLD)
    if found is not None:
        await _tell(uow, now, "desk.group_back", *found)


async def tell_connected_again(uow: UnitOfWork, now: datetime, group_id: int, asker: Person) -> None:
    """Tell the desk that the group is connected again; `asker`, who did it, is answered anyway."""
    found = await _connected(uow, group_id)
    if found is None or group_id not in await uow.deadlines.standing(REFUSED):
        # The desk was never told that it refused us.
        return
    await uow.deadlines.call_off(group_id, REFUSED, TOLD)
    own = {contact.id for contact in await uow.contacts.of(asker.id)}
    await _tell(uow, now, "group.connected", *found, but=own)


async def _connected(uow: UnitOfWork, group_id: int) -> tuple[Group, Town] | None:
    """Return the group and its town; None for a group of no town."""
    group = await GROUPS(uow).get(group_id)
    town = (await uow.network()).town(group.town_id if group else None)
    return (group, town) if group is not None and town is not None else None


async def _tell(
    uow: UnitOfWork, now: datetime, key: str, group: Group, town: Town, but: set[int] | frozenset[int] = frozenset()
) -> None:
    """Tell dispatchers and coordinators of the town: one of them runs the group, or knows who does."""
    contacts = [one for one in (await desk.desk_contacts(uow, now, town.id)).everybody if one not in but]
    await uow.mail.post(Notice.of(key, title=called(group.title, 60), town=town.name), contacts, now)
