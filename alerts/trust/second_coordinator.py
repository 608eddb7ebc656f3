"""Whether there is a second coordinator, or was one lately: putting out the other frees nobody from being asked."""

from datetime import datetime, timedelta

from alerts.audit.deed import Action
from alerts.audit.ports import AUDIT_LOG
from alerts.people.person import COORDINATOR, Person
from alerts.work.unit_of_work import UnitOfWork

LATELY = timedelta(days=7)
"""So long after the other one was put out whoever is left is asked for a second yes as before (our choice)."""


async def other_coordinators(uow: UnitOfWork, by: Person) -> list[Person]:
    """Return who coordinates besides them, in whatever town; two apps of one hand are one."""
    return [one for one in await uow.people.with_role(COORDINATOR, None) if not one.was_one_with(by)]


async def lost_coordinator_lately(uow: UnitOfWork, now: datetime) -> bool:
    """Say whether somebody who coordinated was put out within the last days: suspended, banned, or the role taken."""
    since = now - LATELY
    for person, resting in await uow.people.suspended():
        if (person.suspended_at or now) >= since and any(one.role in COORDINATOR for one in resting):
            return True
    taken = await AUDIT_LOG(uow).since(Action.ROLE_TAKEN, since)
    # Of who is banned nothing says any more what they were.
    return any(deed.role in COORDINATOR for deed in taken) or bool(await AUDIT_LOG(uow).since(Action.BANNED, since))
