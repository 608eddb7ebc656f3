"""What one coordinator cannot do alone: empty the desks. docs/decisions/0034-suspended.md says why so."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from alerts.audit.deed import Action
from alerts.audit.ports import AUDIT_LOG
from alerts.people.person import COMMITTEE, COORDINATOR, DESK, OVERSIGHT, Grant, Person
from alerts.trust.people_with_roles import PersonWithRoles
from alerts.work.unit_of_work import UnitOfWork

MOST_ALONE, ALONE_WITHIN = 2, timedelta(hours=24)
"""So many coordinators or members of the committee one of them may put out within this time (our choice).

The last other one, only first.
"""

DESK_LATELY = timedelta(days=7)
"""So long after a desk role was taken from somebody a ban still needs a second coordinator (our choice)."""


async def puts_out_too_many(uow: UnitOfWork, now: datetime, by: Person, whom: PersonWithRoles) -> bool:
    """Say whether it is one more than one may put out alone, by suspending or by taking their role.

    Of who coordinates, or is in the committee: a phone of either in the wrong hand must not be the last.
    """
    if not _oversees(whom.roles):
        return False
    suspended = {
        person.id
        for person, resting in await uow.people.suspended()
        if person.suspended_by_id == by.id and now - (person.suspended_at or now) < ALONE_WITHIN and _oversees(resting)
    }
    taken = {
        deed.whom_id
        for deed in await AUDIT_LOG(uow).since(Action.ROLE_TAKEN, now - ALONE_WITHIN, by_id=by.id)
        if deed.role in OVERSIGHT
    }
    lately = (suspended | taken) - {whom.person.id}
    kind = COMMITTEE if any(one.role in COMMITTEE for one in whom.roles) else COORDINATOR
    others = {one.id for one in await uow.people.with_role(kind, None)} - {by.id, whom.person.id}
    return len(lately) >= MOST_ALONE or (bool(lately) and not others)


async def took_from_desk(uow: UnitOfWork, now: datetime, person_id: int) -> list[Person | None]:
    """Return who took a desk role from them lately; None in it: an operator, or somebody who is gone."""
    deeds = await AUDIT_LOG(uow).since(Action.ROLE_TAKEN, now - DESK_LATELY, whom_id=person_id)
    takers = {deed.by_id for deed in deeds if deed.role in DESK}
    return [await uow.people.get(taker) if taker is not None else None for taker in takers]


def _oversees(roles: Sequence[Grant]) -> bool:
    return any(one.role in OVERSIGHT for one in roles)
