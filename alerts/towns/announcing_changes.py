"""What follows every change of a town: it goes into the audit log, and whom it concerns hear of it."""

from collections.abc import Iterable
from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.network.audience import Audience
from alerts.notices import Lane, Notice, Text
from alerts.people.person import COORDINATOR, Person, Role
from alerts.work.unit_of_work import UnitOfWork

EVERY_ROLE = frozenset(Role)


async def people_of(uow: UnitOfWork, town_id: int) -> frozenset[int]:
    """Return everybody who can be told something of a town, whatever their role there."""
    return await uow.mail.persons_in(Audience(town_id=town_id, roles=EVERY_ROLE, also_away=True))


async def tell_people(uow: UnitOfWork, now: datetime, people: Iterable[int], told: Text, *more: Text) -> None:
    """Tell them, behind everything that is urgent."""
    await uow.mail.to_persons(sorted(people), Notice(parts=(told, *more), lane=Lane.REST), now)


async def tell_coordinators_of_all(
    uow: UnitOfWork, now: datetime, told: Text, *, by: Person | None, but: Iterable[int] = ()
) -> None:
    """Tell the coordinators of every town at once, save who did it and those who hear of it otherwise."""
    left_out = {*but, *([by.id] if by else [])}
    whom = [one.id for one in await uow.people.with_role(COORDINATOR, None) if one.id not in left_out]
    await uow.mail.to_persons(whom, Notice(parts=(told,)).only(COORDINATOR), now)


async def record_change(uow: UnitOfWork, now: datetime, action: Action, by: Person | None, town_id: int | None) -> None:
    """Keep in the audit log who did it. `town_id`: None for a town that is gone."""
    await record(uow, now, Deed(action=action, by_id=by.id if by else None, town_id=town_id))
