"""What one hand did lately: accounts that were one person until an app was parted count as one."""

from datetime import datetime, timedelta

from alerts.audit.deed import Action, Deed
from alerts.audit.ports import AUDIT_LOG
from alerts.people.person import Person
from alerts.work.unit_of_work import UnitOfWork

LATELY = timedelta(hours=24)
"""What a coordinator may do only so often alone is counted over this time (our choice)."""


async def done_by_hand(uow: UnitOfWork, now: datetime, by: Person, action: Action) -> list[Deed]:
    """Return every deed of this kind within the last day, by this person or whoever was one with them."""
    hand = sorted(await uow.people.one_hand(by.id))
    return [deed for one in hand for deed in await AUDIT_LOG(uow).since(action, now - LATELY, by_id=one)]
