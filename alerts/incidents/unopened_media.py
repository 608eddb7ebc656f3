"""A photo, video or voice note that could not be fetched or opened: its sender is asked for another one."""

from datetime import datetime, timedelta

from alerts.notices import Lane, Notice, text
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

QUIET = timedelta(minutes=15)
"""So long nobody is asked once more."""
ASKED = Deadline("unopened media")
"""While it stands, this contact was asked for another one."""


async def ask_again(uow: UnitOfWork, now: datetime, contact_id: int, kind: str) -> None:
    """Ask who sent it for another one; the desk reads in its place that there was one. `kind`: as in Media."""
    if await uow.contacts.owner_of(contact_id) is None or contact_id in await uow.deadlines.standing(ASKED):
        # They are gone, or were asked already.
        return
    await uow.deadlines.set(ASKED, contact_id, now + QUIET)
    asked = Notice(parts=(text(f"media.again.{kind}"),), lane=Lane.REPLY)
    await uow.mail.post(asked, [contact_id], now)
