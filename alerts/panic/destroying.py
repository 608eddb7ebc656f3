"""The moment at which everything is destroyed."""

from datetime import datetime, timedelta

from alerts.panic.kept_for_court import why_not_destroy
from alerts.panic.ports import DESTRUCTION
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

DESTROY = Deadline("panic destroy", insistent=True)
"""Not done where the last tap is answered: a message is answered from what would be gone by then."""
GOODBYE = timedelta(seconds=5)
"""From the last tap to the end (our choice): so long the answer to it has to go out."""


async def destroy_now(uow: UnitOfWork, now: datetime, _: int) -> None:
    """Destroy everything, unless a letter came, or a hold, between the tap and now."""
    if await why_not_destroy(uow) is None:
        await DESTRUCTION(uow).destroy_everything(now)
