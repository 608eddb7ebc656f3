"""What the purge's deadline sets off."""

from datetime import datetime, timedelta

from alerts.audit.kept import AUDIT
from alerts.audit.ports import AUDIT_LOG
from alerts.upkeep.ports import PURGE
from alerts.upkeep.retention_defaults import INQUIRY, MESSAGES
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

MAIL_EVERY = timedelta(hours=6)
"""How often old letters and inquiries are cleared away."""
PURGE_MAIL = Deadline("purge mail", insistent=True)


async def purge_mail(uow: UnitOfWork, now: datetime, _: int) -> None:
    """Remove old letters and inquiries, and set the next round in the same transaction."""
    await PURGE(uow).mail(now - (await uow.retention()).of(MESSAGES))
    await PURGE(uow).own(now, await uow.retention())
    await PURGE(uow).strangers(now - (await uow.retention()).of(INQUIRY))
    await AUDIT_LOG(uow).purge(now - (await uow.retention()).of(AUDIT))
    await uow.deadlines.set(PURGE_MAIL, 0, now + MAIL_EVERY)
