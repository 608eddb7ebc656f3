"""One chat that takes nothing from us any more, where the desk can do something about it: told once a week at most."""

from datetime import datetime, timedelta

from alerts.groups.ports import GROUPS
from alerts.incidents import desk
from alerts.notices import Notice, Quote
from alerts.people.person import DESK, Person, Role
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

QUIET = timedelta(days=7)
"""So long nothing more is said of the same chat, unless it was well meanwhile."""
COUNTED_ON = DESK | {Role.RESPONDER}
"""Whom the desk waits for: others who are not reached are a number on the card, and named to nobody."""
SAFETY, GROUP = Deadline("safety number"), Deadline("group refused")


async def safety_number_changed(uow: UnitOfWork, now: datetime, contact_id: int) -> None:
    """Signal holds back what we send to this contact until somebody compares numbers."""
    person = await _owner(uow, contact_id)
    if person is None or contact_id in await uow.deadlines.standing(SAFETY):
        return
    await uow.deadlines.set(SAFETY, contact_id, now + QUIET)
    if any(grant.role in COUNTED_ON for grant in person.grants):
        contacts = await _others(uow, person, contact_id)
        await uow.mail.post(Notice.of("desk.safety_number", name=await desk.name_of(uow, person.id)), contacts, now)


async def safety_number_trusted(uow: UnitOfWork, now: datetime, contact_id: int) -> None:
    """It takes our messages again."""
    person = await _owner(uow, contact_id)
    if person is None or contact_id not in await uow.deadlines.standing(SAFETY):
        return
    await uow.deadlines.call_off(contact_id, SAFETY)
    if any(grant.role in COUNTED_ON for grant in person.grants):
        contacts = await _others(uow, person, contact_id)
        await uow.mail.post(Notice.of("desk.safety_back", name=await desk.name_of(uow, person.id)), contacts, now)


async def _owner(uow: UnitOfWork, contact_id: int) -> Person | None:
    person_id = await uow.contacts.owner_of(contact_id)
    return await uow.people.get(person_id) if person_id is not None else None


async def _others(uow: UnitOfWork, person: Person, contact_id: int) -> list[int]:
    """Everybody at the desks of that person's towns, themselves where they still hear us."""
    towns = {grant.town_id for grant in person.grants}
    found = [contact for town in sorted(towns, key=str) for contact in (await desk.crew(uow, town)).rung]
    return [contact for contact in dict.fromkeys(found) if contact != contact_id]


async def group_refused(uow: UnitOfWork, now: datetime, group_id: int) -> None:
    """A Telegram group threw us out, or forbade us to write: nothing is posted there before a coordinator acts.

    A Signal group is made anew by the program itself.
    """
    group = await GROUPS(uow).get(group_id)
    town = (await uow.network()).town(group.town_id if group else None)
    if group is None or town is None or group_id in await uow.deadlines.standing(GROUP):
        return
    await uow.deadlines.set(GROUP, group_id, now + QUIET)
    contacts = (await desk.crew(uow, town.id)).everybody
    notice = Notice.of("desk.group_refused", title=Quote(group.title, 60), town=town.name)
    await uow.mail.post(notice, contacts, now)


async def group_back(uow: UnitOfWork, now: datetime, group_id: int, asker: Person) -> None:
    """A coordinator connected it again; who asked is answered anyway."""
    group = await GROUPS(uow).get(group_id)
    town = (await uow.network()).town(group.town_id if group else None)
    if group is None or town is None or group_id not in await uow.deadlines.standing(GROUP):
        return
    await uow.deadlines.call_off(group_id, GROUP)
    own = {contact.id for contact in await uow.contacts.of(asker.id)}
    contacts = (await desk.crew(uow, town.id)).everybody
    notice = Notice.of("group.connected", title=Quote(group.title, 60), town=town.name)
    await uow.mail.post(notice, [contact for contact in contacts if contact not in own], now)


async def forget(uow: UnitOfWork, now: datetime, subject_id: int) -> None:
    """Nothing happens: from now on the desk may be told of it anew."""
