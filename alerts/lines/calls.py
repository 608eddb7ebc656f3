"""Somebody calls on Signal, where nobody picks up: they hear so in a line, and the desk whom of ours it was.

Once a quarter of an hour a person: whoever lets it ring ten times is told once.
"""

from datetime import datetime, timedelta

from alerts.incidents import desk
from alerts.incidents.silence import silent
from alerts.lines.unheard import tell_desks
from alerts.notices import Lane, Notice, text
from alerts.people.person import Contact, Person
from alerts.work.deadline import Deadline
from alerts.work.hotline import whom_to_call
from alerts.work.unit_of_work import UnitOfWork

QUIET = timedelta(minutes=15)
"""So long nobody is told once more that we take no calls."""
TOLD = Deadline("call told")
"""While it stands, this contact was told."""


async def by_somebody(uow: UnitOfWork, now: datetime, person: Person, contact: Contact, at: datetime) -> None:
    """Tell the caller to write, and the desk who it was where they have a role. `at`: when they called (aware UTC)."""
    if contact.id in await uow.deadlines.standing(TOLD):
        return
    await uow.deadlines.set(TOLD, contact.id, now + QUIET)
    if person.grants:
        # First: whoever calls may be unable to write.
        name, platform = await desk.name_of(uow, person.id), contact.transport.title()
        await tell_desks(uow, now, person, contact, Notice.of("desk.called", name=name, platform=platform, at=at))
    if person.id not in await silent(uow):
        parts = (text("calls.write"), whom_to_call(uow.hotline))
        await uow.mail.post(Notice(parts=parts, lane=Lane.REPLY), [contact.id], now)
