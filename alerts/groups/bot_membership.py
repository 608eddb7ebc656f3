"""What the platform tells of our place in a group: taken out, silenced, put back in, the group became another chat."""

from datetime import datetime

from alerts.groups import refused_groups
from alerts.groups.ports import GROUPS
from alerts.groups.refusal import GroupRefusal
from alerts.groups.taps import ConnectTown, DontConnect
from alerts.notices import Notice, text
from alerts.people.naming import called
from alerts.people.person import COORDINATOR, Person
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

ASKED_AGAIN = Deadline("group asked again")
"""While it stands, coordinators are not asked once more about a group for which they have not answered."""


async def removed(uow: UnitOfWork, now: datetime, line_id: int, address: str, by: Person | None) -> None:
    """Post nothing there any more, and tell the town's desk at once: not only when an alert does not arrive.

    `by`: who took us out, None for somebody whom we don't know; they need not be told.
    """
    group = await GROUPS(uow).find(line_id, address)
    if group is None or not group.active:
        return
    await GROUPS(uow).removed(line_id, address)
    await refused_groups.refused(uow, now, group.id, GroupRefusal.REMOVED, by)


async def muted(uow: UnitOfWork, now: datetime, line_id: int, address: str, by: Person | None) -> None:
    """Tell the town's desk at once that we may not write there any more; the next alert is tried all the same."""
    group = await GROUPS(uow).find(line_id, address)
    if group is not None and group.active:
        await refused_groups.refused(uow, now, group.id, GroupRefusal.MUTED, by)


async def put_back(uow: UnitOfWork, now: datetime, line_id: int, address: str, title: str) -> None:
    """Ask the coordinators whether a group is their town's again, to which somebody else has added us anew.

    Whoever that was, nothing is posted there before: we may have been taken out for a reason. They are asked each time,
    but once an hour at most: a question that is not answered stands.
    """
    former = await GROUPS(uow).find(line_id, address)
    town = (await uow.network()).town((former.town_id or former.former_town_id) if former else None)
    if former is None or town is None or former.active:
        return
    group = await GROUPS(uow).added(line_id, address, title)
    await GROUPS(uow).ask_anew(group.id, town.id)
    if former.town_id is None and group.id in await uow.deadlines.standing(ASKED_AGAIN):
        return
    await uow.deadlines.set(ASKED_AGAIN, group.id, now + refused_groups.QUIET)
    yes = ConnectTown(group.id, town.id).choice(text("choice.name", name=town.name))
    no = DontConnect(group.id).choice(text("choice.no"))
    notice = Notice(
        parts=(text("group.ask_again", title=called(group.title, 60), town=town.name),), choices=((yes,), (no,))
    )
    for person in await uow.people.with_role(COORDINATOR, town.id):
        await uow.mail.to_person(person.id, notice.only(COORDINATOR, town.id), now)


async def moved(uow: UnitOfWork, line_id: int, old: str, new: str) -> None:
    """Follow a group that became another chat: what it had there under the old numbers is quoted no more."""
    await GROUPS(uow).moved(line_id, old, new)
