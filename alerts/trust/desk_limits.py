"""What one coordinator cannot do alone: empty the desks. docs/decisions/0034-suspended.md says why so."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from alerts.audit.deed import Action
from alerts.audit.ports import AUDIT_LOG
from alerts.notices import text
from alerts.people.person import COMMITTEE, COORDINATOR, DESK, OVERSIGHT, Grant, Person
from alerts.trust.one_hand import LATELY, done_by_hand
from alerts.trust.people_with_roles import PersonWithRoles
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

MOST_ALONE = 2
"""So many coordinators or members of the committee one of them may put out within a day (our choice).

The last other one, only first. Two apps of one hand are one of them.
"""
MOST_PEOPLE = 10
"""So many people, whatever their roles, one coordinator may put out within a day (our choice): of whom a role is taken
nothing brings it back but a new invitation."""
_PUTS_OUT = (Action.SUSPENDED, Action.ROLE_TAKEN, Action.PARTED)

DESK_LATELY = timedelta(days=7)
"""So long after a desk role was taken from somebody a ban still needs a second coordinator (our choice)."""


async def puts_out_too_many(uow: UnitOfWork, now: datetime, by: Person, whom: PersonWithRoles) -> bool:
    """Say whether it is one more than one may put out alone: by suspending, taking their role, or parting their app.

    Of who coordinates, or is in the committee: a phone of either in the wrong hand must not be the last.
    """
    if not _oversees(whom.roles):
        return False
    hand = await uow.people.one_hand(by.id)
    suspended = {
        person.id
        for person, resting in await uow.people.suspended()
        if person.suspended_by_id in hand and now - (person.suspended_at or now) < LATELY and _oversees(resting)
    }
    taken = {deed.whom_id for deed in await done_by_hand(uow, now, by, Action.ROLE_TAKEN) if deed.role in OVERSIGHT}
    overseeing = {one.id for one in await uow.people.with_role(OVERSIGHT, None)}
    parted = {deed.whom_id for deed in await done_by_hand(uow, now, by, Action.PARTED)} & overseeing
    lately = (suspended | taken | parted) - hand - {whom.person.id}
    kind = COMMITTEE if any(one.role in COMMITTEE for one in whom.roles) else COORDINATOR
    others = {one.id for one in await uow.people.with_role(kind, None)} - hand - {whom.person.id}
    return len(lately) >= MOST_ALONE or (bool(lately) and not others)


async def puts_out_too_many_people(uow: UnitOfWork, now: datetime, by: Person, person_id: int) -> Refused | None:
    """Return why this hand puts out nobody more today, whatever their roles; None where it may."""
    done = [deed for action in _PUTS_OUT for deed in await done_by_hand(uow, now, by, action)]
    people = {deed.whom_id for deed in done} - await uow.people.one_hand(by.id)
    if person_id in people or len(people) < MOST_PEOPLE:
        return None
    return Refused(text("trust.too_many_people", most=MOST_PEOPLE))


async def took_from_desk(uow: UnitOfWork, now: datetime, person_id: int) -> list[Person | None]:
    """Return who took a desk role from them lately; None in it: an operator, or somebody who is gone."""
    deeds = await AUDIT_LOG(uow).since(Action.ROLE_TAKEN, now - DESK_LATELY, whom_id=person_id)
    takers = {deed.by_id for deed in deeds if deed.role in DESK}
    return [await uow.people.get(taker) if taker is not None else None for taker in takers]


def _oversees(roles: Sequence[Grant]) -> bool:
    return any(one.role in OVERSIGHT for one in roles)
