"""Cards whose counts changed: one deadline for many deliveries, whichever area the card belongs to."""

from collections.abc import Mapping
from datetime import datetime

from alerts.work.area import DomainArea, Duty
from alerts.work.deadline import Deadline
from alerts.work.subject import SUBJECTS
from alerts.work.unit_of_work import UnitOfWork

REFRESH = Deadline("card")
"""Set by storage too, when what was sent of a subject's messages is written down."""


def area(cards: Mapping[str, Duty]) -> DomainArea:
    """Return the area of all cards. `cards`: kind of subject -> what shows its card anew."""

    async def refresh(uow: UnitOfWork, now: datetime, subject_id: int) -> None:
        show = cards.get(await SUBJECTS(uow).kind(subject_id) or "")
        if show is not None:
            await show(uow, now, subject_id)

    return DomainArea(name="cards", duties={REFRESH: refresh})
