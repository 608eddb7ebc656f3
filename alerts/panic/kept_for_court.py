"""What forbids that anything is destroyed: a letter, or a legal hold."""

from alerts.incidents.held import held_incidents
from alerts.notices import text
from alerts.panic.letter import letter_stands
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def why_not_destroy(uow: UnitOfWork) -> Refused | None:
    """Return why nothing may be destroyed now; None: it may."""
    if await letter_stands(uow):
        return Refused(text("panic.letter_stands"))
    return Refused(text("panic.held")) if await held_incidents(uow) else None
