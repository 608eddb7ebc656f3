"""What arrived and could not be read: the desk hears of it, and its writer is asked to write it again.

Once a quarter of an hour a person, and for the desk once a quarter of an hour for all whom nobody knows: whoever sends
a hundred broken messages is asked once.
"""

from datetime import datetime, timedelta

from alerts.incidents import desk
from alerts.incidents.silence import silent
from alerts.lines import deaf_windows
from alerts.notices import Lane, Notice, Value, text
from alerts.people.person import Contact, Person
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

QUIET = timedelta(minutes=15)
"""So long nobody is asked, and the desk not told, once more."""
MOMENT = timedelta(seconds=1)
"""What lies around a message without a sender counts as not heard."""
ASKED = Deadline("unheard contact")
"""While it stands, this contact was asked to write again."""
TOLD = Deadline("unheard line")
"""While it stands, the desk was told of something on this line by somebody whom nobody knows."""


async def by_somebody(uow: UnitOfWork, now: datetime, person: Person, contact: Contact, at: datetime) -> None:
    """Ask who wrote it to write it again, and tell the desk. `at`: when it was sent (aware UTC)."""
    if contact.id in await uow.deadlines.standing(ASKED):
        return
    await uow.deadlines.set(ASKED, contact.id, now + QUIET)
    if person.id not in await silent(uow):
        await uow.mail.post(Notice(parts=(text("unheard.again"),), lane=Lane.REPLY), [contact.id], now)
    there: dict[str, Value] = {"platform": contact.transport.title(), "at": at}
    if person.verified:
        name = await desk.name_of(uow, person.id)
        await tell_desks(uow, now, person, contact, Notice.of("desk.unheard", name=name, **there))
    elif await _start_quiet_period(uow, now, contact.line_id):
        await tell_desks(uow, now, person, contact, Notice.of("desk.unheard_somebody", **there))


async def by_nobody(uow: UnitOfWork, now: datetime, line_id: int, at: datetime) -> None:
    """Tell of it as of a moment in which the line could not hear: whoever was talking may have said it."""
    if await _start_quiet_period(uow, now, line_id):
        await deaf_windows.tell(uow, now, line_id, at - MOMENT, at)


async def _start_quiet_period(uow: UnitOfWork, now: datetime, line_id: int) -> bool:
    """Note that the desk hears of this line now; return whether it had heard nothing of the kind lately."""
    if line_id in await uow.deadlines.standing(TOLD):
        return False
    await uow.deadlines.set(TOLD, line_id, now + QUIET)
    return True


async def tell_desks(uow: UnitOfWork, now: datetime, person: Person, contact: Contact, notice: Notice) -> None:
    """Tell the desks of the person's towns; everybody's, where they have none."""
    towns = {grant.town_id for grant in person.grants} or {None}
    found = [one for town in sorted(towns, key=str) for one in (await desk.desk_contacts(uow, now, town)).rung]
    await uow.mail.post(notice, [one for one in dict.fromkeys(found) if one != contact.id], now)
