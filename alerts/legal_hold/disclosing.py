"""Every legal hold is told to the coordinators and to the committee: nobody keeps anything in secret."""

from collections.abc import Collection
from datetime import datetime

from alerts.notices import Notice, Text
from alerts.people.person import COMMITTEE, COORDINATOR
from alerts.trust.announcing import tell_every_coordinator
from alerts.work.unit_of_work import UnitOfWork


async def disclose(uow: UnitOfWork, now: datetime, told: Text, *, but: Collection[int] = ()) -> None:
    """Tell all coordinators, on every app of theirs, and the committee. `but`: ids of those who know it already."""
    notice = Notice(parts=(told,))
    await tell_every_coordinator(uow, now, notice, but=but)
    coordinators = {one.id for one in await uow.people.with_role(COORDINATOR, None)}
    members = [one.id for one in await uow.people.with_role(COMMITTEE, None)]
    others = [one for one in members if one not in coordinators and one not in but]
    await uow.mail.to_persons(others, notice.only(COMMITTEE), now)
