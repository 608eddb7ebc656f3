"""People who get nothing of ours: the desk hears of those it waits for, and of what nobody can explain."""

from datetime import datetime, timedelta

from alerts.incidents import desk
from alerts.lines.safety_numbers import COUNTED_ON
from alerts.notices import Notice
from alerts.people.person import Person
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

QUIET = timedelta(hours=1)
"""So long nothing more is said of refused messages to the same person."""
MESSAGE = Deadline("message refused")
"""While it stands, nothing more is said of messages that are refused to that contact."""
ANYBODY = Deadline("messages refused")
"""While it stands, nothing more is said of messages that are refused to people of that line who are not named."""
REASONS = {
    "blocked": "blocked",
    "unregistered": "unregistered",
    "never started": "never_started",
    "charges": "charges",
    "refuses": "refuses",
}
"""Why nothing of ours reaches somebody, and by which text the desk hears of it."""


async def unreachable(uow: UnitOfWork, now: datetime, contact_id: int, platform: str, why: str) -> None:
    """Tell the desk that somebody whom it waits for gets nothing of ours any more, and what they have to do.

    Said once by nature: nothing more is sent to this contact before they write. Not said where we reach them elsewhere.
    """
    person = await _owner(uow, contact_id)
    if person is None or not _counted_on(person) or why not in REASONS:
        return
    if any(contact.reachable and contact.id != contact_id for contact in await uow.contacts.of(person.id)):
        return
    key = f"desk.person_refused.{REASONS[why]}"
    await _tell(uow, now, person, Notice.of(key, name=await desk.name_of(uow, person.id), platform=platform))


async def refused(uow: UnitOfWork, now: datetime, contact_id: int, platform: str, line_id: int) -> None:
    """Tell the desk of a message that a platform refused for no reason that we know, once an hour for each.

    Of people whom the desk does not wait for once an hour for the whole line: it might be all of them.
    """
    person = await _owner(uow, contact_id)
    if person is None:
        return
    named = _counted_on(person)
    deadline, subject = (MESSAGE, contact_id) if named else (ANYBODY, line_id)
    if subject in await uow.deadlines.standing(deadline):
        return
    await uow.deadlines.set(deadline, subject, now + QUIET)
    if named:
        name = await desk.name_of(uow, person.id)
        await _tell(uow, now, person, Notice.of("desk.message_refused", name=name, platform=platform))
    else:
        contacts = (await desk.desk_contacts(uow, now, None)).everybody
        await uow.mail.post(Notice.of("desk.message_refused.other", platform=platform), contacts, now)


def _counted_on(person: Person) -> bool:
    return any(grant.role in COUNTED_ON for grant in person.grants)


async def _owner(uow: UnitOfWork, contact_id: int) -> Person | None:
    person_id = await uow.contacts.owner_of(contact_id)
    return await uow.people.get(person_id) if person_id is not None else None


async def _tell(uow: UnitOfWork, now: datetime, person: Person, notice: Notice) -> None:
    """Tell dispatchers and coordinators of that person's towns, but not the person."""
    towns = {grant.town_id for grant in person.grants}
    own = {contact.id for contact in await uow.contacts.of(person.id)}
    found = [one for town in sorted(towns, key=str) for one in (await desk.desk_contacts(uow, now, town)).everybody]
    await uow.mail.post(notice, [one for one in dict.fromkeys(found) if one not in own], now)
