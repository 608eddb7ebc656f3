"""Who was put into a town's Signal group before the consent said what its members see of each other hears it once."""

from datetime import datetime

from alerts.groups.ports import GROUPS
from alerts.incidents.silence import silent
from alerts.notices import Lane, Notice
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

TELL = Deadline("tell group members", insistent=True)
"""Set by the migration that brought this, and by nothing else."""


async def tell_what_members_see(uow: UnitOfWork, now: datetime, _: int) -> None:
    """Tell everybody whom we put into a Signal group, and may write to, that its members see each other."""
    not_safe = await silent(uow)
    told = [contact_id for contact_id, person_id in await GROUPS(uow).members() if person_id not in not_safe]
    if told:
        notice = Notice.of("consent.signal_group")
        await uow.mail.post(Notice(parts=notice.parts, lane=Lane.REST), told, now)
