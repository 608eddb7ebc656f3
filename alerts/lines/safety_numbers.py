"""Safety numbers on Signal: a contact that takes nothing from us until somebody compares them; told once a week."""

from datetime import datetime, timedelta

from alerts.incidents import desk
from alerts.notices import Notice
from alerts.people.person import DESK, Person, Role
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

QUIET = timedelta(days=7)
"""So long nothing more is said of the same chat, unless it was well meanwhile."""
COUNTED_ON = DESK | {Role.RESPONDER}
"""Whom the desk waits for: others who are not reached are a number on the card, and named to nobody."""
CHANGED = Deadline("safety number")
"""While it stands, nothing more is said of that contact."""


async def changed(uow: UnitOfWork, now: datetime, contact_id: int) -> None:
    """Tell the desk that Signal holds back what we send to this contact until somebody compares numbers."""
    person = await _owner(uow, contact_id)
    if person is None or contact_id in await uow.deadlines.standing(CHANGED):
        # They are gone, or the desk knows already.
        return
    await uow.deadlines.set(CHANGED, contact_id, now + QUIET)
    if any(grant.role in COUNTED_ON for grant in person.grants):
        contacts = await _others(uow, now, person, contact_id)
        await uow.mail.post(Notice.of("desk.safety_number", name=await desk.name_of(uow, person.id)), contacts, now)


async def trusted(uow: UnitOfWork, now: datetime, contact_id: int) -> None:
    """Tell the desk that this contact takes our messages again."""
    person = await _owner(uow, contact_id)
    if person is None or contact_id not in await uow.deadlines.standing(CHANGED):
        # The desk was never told.
        return
    await uow.deadlines.call_off(contact_id, CHANGED)
    roles = (*person.grants, *await uow.grants.resting(person.id))
    if any(grant.role in COUNTED_ON for grant in roles):
        contacts = await _others(uow, now, person, contact_id)
        await uow.mail.post(Notice.of("desk.safety_back", name=await desk.name_of(uow, person.id)), contacts, now)


async def _owner(uow: UnitOfWork, contact_id: int) -> Person | None:
    person_id = await uow.contacts.owner_of(contact_id)
    return await uow.people.get(person_id) if person_id is not None else None


async def _others(uow: UnitOfWork, now: datetime, person: Person, contact_id: int) -> list[int]:
    """Return everybody at the desks of that person's towns, the person too where another contact reaches them."""
    towns = {grant.town_id for grant in person.grants}
    found = [contact for town in sorted(towns, key=str) for contact in (await desk.desk_contacts(uow, now, town)).rung]
    return [contact for contact in dict.fromkeys(found) if contact != contact_id]
