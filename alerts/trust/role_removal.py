"""Taking one role away from somebody, who keeps the others."""

from dataclasses import replace
from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.incidents.stepping_down import step_down
from alerts.notices import Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import COMMITTEE, COORDINATOR, Grant, Person
from alerts.trust.announcing import (
    done_by,
    empty_desks,
    roles_in_words,
    tell_committee_of_loss,
    tell_coordinators,
    tell_on_every_app,
)
from alerts.trust.desk_limits import puts_out_too_many, puts_out_too_many_people
from alerts.trust.last_coordinator import towns_without_coordinator
from alerts.trust.people_with_roles import PersonWithRoles, person_with_roles
from alerts.trust.ports import TAKEN_ROLES
from alerts.trust.vouched_for import connected_with, show_to
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


def may_take(by: Person, grant: Grant) -> bool:
    """Say whether they may take that role away: a role in every town, only who coordinates every town.

    The committee ends its own members, and no coordinator does.
    """
    if grant.role in COMMITTEE:
        return any(one.role in COMMITTEE for one in by.grants)
    if grant.town_id is None:
        return any(one.role in COORDINATOR and one.town_id is None for one in by.grants)
    return by.has(COORDINATOR, grant.town_id)


async def take_role(uow: UnitOfWork, now: datetime, person_id: int, grant: Grant, by: Person | None) -> Text | Refused:
    """Take it away: they, and every other coordinator, hear it at once. `by`: None for an operator."""
    shown = await person_with_roles(uow, person_id)
    if shown is None:
        return Refused(text("trust.gone"))
    refused = await _why_not(uow, now, shown, grant, by) if by is not None else None
    if refused is not None:
        return refused
    alone = await towns_without_coordinator(uow, person_id, [grant])
    if grant in shown.roles and alone:
        return Refused(text("trust.last_coordinator", towns=tuple(town.name for town in alone)))
    if not await uow.grants.take_role(person_id, grant.role, grant.town_id):
        return Refused(text("trust.no_such_role", name=named(shown.person)))
    await record(
        uow,
        now,
        Deed(
            action=Action.ROLE_TAKEN,
            by_id=by.id if by else None,
            whom_id=person_id,
            role=grant.role,
            town_id=grant.town_id,
        ),
    )
    await TAKEN_ROLES(uow).add(person_id, grant.role, now)
    await step_down(uow, now, person_id)
    [role] = roles_in_words(await uow.network(), [grant])
    await tell_on_every_app(uow, now, person_id, Notice.of("trust.role_gone", role=role))
    told = text("trust.role_taken", by=done_by(by), name=named(shown.person), role=role)
    brought, rows = await connected_with(uow, shown.person)
    empty = await empty_desks(uow, [grant])
    notice = Notice(parts=(told, *brought, *empty)).with_choices(*rows)
    await tell_coordinators(uow, now, notice, shown.person, but=[by.id] if by else [])
    await show_to(uow, now, by, brought, rows)
    await tell_committee_of_loss(uow, now, (told, *empty), shown.person, [grant], by)
    return text("toast.trust.role_taken", name=named(shown.person), role=text(f"role.{grant.role}"))


async def _why_not(uow: UnitOfWork, now: datetime, shown: PersonWithRoles, grant: Grant, by: Person) -> Refused | None:
    """Return why this coordinator, or member of the committee, may not take the role away; None where they may."""
    if by.id == shown.person.id:
        return Refused(text("trust.yourself"))
    if not may_take(by, grant):
        return Refused(text("refused.role"))
    if grant.role in COMMITTEE and not await _another_suspended(uow, shown.person, by):
        return Refused(text("committee.suspend_first"))
    losing = replace(shown, roles=(grant,)) if grant in shown.roles else None
    if losing is not None and await puts_out_too_many(uow, now, by, losing):
        return Refused(text("trust.too_many"))
    return await puts_out_too_many_people(uow, now, by, shown.person.id)


async def _another_suspended(uow: UnitOfWork, person: Person, by: Person) -> bool:
    """Say whether another member than this one suspended them: from the committee nobody is put by one hand."""
    if not person.suspended or person.suspended_by_id is None:
        return False
    suspender = await uow.people.get(person.suspended_by_id)
    return suspender is not None and not by.was_one_with(suspender)
