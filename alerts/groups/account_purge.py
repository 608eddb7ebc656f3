"""What is kept on accounts without a role is forgotten: their address after days, whoever was refused altogether."""

from datetime import datetime, timedelta

from alerts.groups.ports import GROUP_ACCOUNTS
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

KEPT = timedelta(days=3)
"""As long as what strangers write is kept where nothing else is set (ours); of whom coordinators were told the keyed
hash stays, so that they are told once."""
PURGE = Deadline("purge group accounts", insistent=True, never_sooner=True)


async def purge_accounts(uow: UnitOfWork, now: datetime, _: int) -> None:
    """Forget what is old, and come again while there is more."""
    if await GROUP_ACCOUNTS(uow).purge(now - KEPT):
        await uow.deadlines.set(PURGE, 0, now + KEPT / 3)


async def schedule_account_purge(uow: UnitOfWork, now: datetime) -> None:
    """See to it that what is kept now is forgotten in time."""
    await uow.deadlines.set_latest(PURGE, 0, now + KEPT)
