"""The one way into the audit log: in the transaction in which the deed is done."""

from datetime import datetime

from alerts.audit.deed import Deed
from alerts.audit.ports import AUDIT_LOG
from alerts.work.unit_of_work import UnitOfWork


async def record(uow: UnitOfWork, now: datetime, deed: Deed) -> None:
    """Keep that this was done; with the transaction it stands or falls."""
    await AUDIT_LOG(uow).add(deed, now)
