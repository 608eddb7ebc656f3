"""Suspending somebody at once, and lifting it by a second person. docs/decisions/0034-suspended.md says why so."""

from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.kept import AUDIT
from alerts.audit.ports import AUDIT_LOG
from alerts.audit.recording import record
from alerts.incidents.stepping_down import demote_reports, step_down
from alerts.notices import Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import COMMITTEE, COORDINATOR, DESK, Person
from alerts.trust.announcing import (
    done_by,
    empty_desks,
    roles_in_words,
    tell_committee_of_loss,
    tell_coordinators,
    tell_on_every_app,
)
from alerts.trust.desk_limits import puts_out_too_many, puts_out_too_many_people
from alerts.trust.people_with_roles import PersonWithRoles, is_answerable_for, person_with_roles
from alerts.trust.vouched_for import connected_with, show_to
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def suspend(uow: UnitOfWork, now: datetime, person_id: int, by: Person | None) -> Text | Refused:
    """Let all roles of this person rest; they, and every other coordinator, hear it at once.

    `by`: None for an operator. A coordinator cannot suspend themselves: so only an operator can suspend the last one.
    An operator makes a coordinator's suspension theirs: then no coordinator lifts it.
    """
    shown = await person_with_roles(uow, person_id)
    if shown is None:
        return Refused(text("trust.gone"))
    person = shown.person
    refused = await _why_not_suspend(uow, now, by, shown)
    if refused is not None:
        return refused
    if by is None and person.suspended:
        return await _take_over(uow, now, person)
    if not await uow.people.suspend(person.id, by.id if by else None, now):
        return Refused(text("trust.already", name=named(person)))
    await record(uow, now, Deed(action=Action.SUSPENDED, by_id=by.id if by else None, whom_id=person.id))
    await step_down(uow, now, person.id)
    await demote_reports(uow, now, person.id)
    by_committee = by is not None and any(one.role in COMMITTEE for one in by.grants)
    await _tell_suspended(uow, now, shown, by, by_committee=by_committee)
    if by_committee:
        return text("toast.trust.by_committee", name=named(person))
    return text("toast.trust.suspended" if by else "toast.trust.by_operator", name=named(person))


async def _why_not_suspend(uow: UnitOfWork, now: datetime, by: Person | None, shown: PersonWithRoles) -> Refused | None:
    """Return why they may not suspend this person; None where they may. `by`: None for an operator."""
    if by is not None and by.id == shown.person.id:
        return Refused(text("trust.yourself"))
    if by is not None and not is_answerable_for(by, shown.roles):
        return Refused(text("refused.role"))
    if not shown.roles and not shown.person.suspended:
        return Refused(text("trust.gone"))
    if by is not None and await puts_out_too_many(uow, now, by, shown):
        oversees = any(one.role in COMMITTEE for one in by.grants)
        return Refused(text("committee.too_many" if oversees else "trust.too_many"))
    return await puts_out_too_many_people(uow, now, by, shown.person.id) if by is not None else None


async def _tell_suspended(
    uow: UnitOfWork, now: datetime, shown: PersonWithRoles, by: Person | None, *, by_committee: bool
) -> None:
    """Tell them, all other coordinators and the committee; who did it hears whom they had vouched for."""
    person, network = shown.person, await uow.network()
    yours = "trust.committee_suspended_you" if by_committee else "trust.you_are_suspended"
    await tell_on_every_app(uow, now, person.id, Notice.of(yours, network=network.name))
    roles = roles_in_words(network, shown.roles)
    key = "trust.suspended_by_committee" if by_committee else "trust.suspended"
    told = Text(key, {"by": done_by(by), "name": named(person), "roles": roles})
    brought, rows = await connected_with(uow, person)
    let_in, empty = await _let_in_by(uow, person), await empty_desks(uow, shown.roles)
    notice = Notice(parts=(told, *let_in, *brought, *empty)).with_choices(*rows)
    await tell_coordinators(uow, now, notice, person, but=[by.id] if by else [])
    await show_to(uow, now, by, brought, rows)
    await tell_committee_of_loss(uow, now, (told, *let_in, *empty), person, shown.roles, by)


async def _take_over(uow: UnitOfWork, now: datetime, person: Person) -> Text | Refused:
    if not await uow.people.take_over_suspension(person.id) and not await _suspender_is_gone(uow, now, person):
        return Refused(text("trust.already", name=named(person)))
    await record(uow, now, Deed(action=Action.SUSPENDED, by_id=None, whom_id=person.id))
    await tell_coordinators(uow, now, Notice.of("trust.taken_over", name=named(person)), person)
    return text("toast.trust.by_operator", name=named(person))


async def _let_in_by(uow: UnitOfWork, person: Person) -> tuple[Text, ...]:
    """Say whom they brought to the desk: who turns out not to belong may have let others in."""
    names = tuple(named(one) for one in await uow.people.invited_by(person.id, DESK) if one.grants)
    return (text("trust.let_in_by", names=names),) if names else ()


async def lift(uow: UnitOfWork, now: datetime, person_id: int, by: Person | None) -> Text | Refused:
    """Give the roles back; a coordinator may, but neither the one who suspended them nor they themselves.

    Whoever was one person with either of them before an app was parted is no second one.
    What an operator suspended, only an operator lifts. Where the suspender is erased, any other coordinator may.
    `by`: None for an operator.
    """
    shown = await person_with_roles(uow, person_id)
    if shown is None or not shown.person.suspended:
        return Refused(text("trust.not_suspended"))
    refused = await _why_not_lift(uow, now, by, shown)
    if refused is not None:
        return refused
    if not await uow.people.lift(person_id):
        return Refused(text("trust.not_suspended"))
    await record(uow, now, Deed(action=Action.LIFTED, by_id=by.id if by else None, whom_id=person_id))
    # What they were writing was of before: nobody may find it ready to be sent.
    await uow.conversations.leave(person_id)
    await tell_on_every_app(uow, now, person_id, Notice.of("trust.you_are_back", network=(await uow.network()).name))
    told = Notice.of("trust.lifted", by=done_by(by), name=named(shown.person))
    await tell_coordinators(uow, now, told, shown.person, but=[by.id] if by else [])
    return text("toast.trust.lifted", name=named(shown.person))


async def _why_not_lift(uow: UnitOfWork, now: datetime, by: Person | None, shown: PersonWithRoles) -> Refused | None:
    """Say why this coordinator may not lift it; None where they may."""
    if by is None:
        return None
    person = shown.person
    oversees = any(one.role in COMMITTEE for one in by.grants)
    if not oversees and not any(by.has(COORDINATOR, one.town_id) for one in by.grants):
        return Refused(text("refused.role"))
    if person.suspended_by_id is None and not await _suspender_is_gone(uow, now, person):
        return Refused(text("trust.by_operator"))
    suspender = await uow.people.get(person.suspended_by_id) if person.suspended_by_id is not None else None
    same = by.was_one_with(person) or (suspender is not None and by.was_one_with(suspender))
    if same:
        return Refused(text("trust.second"))
    in_committee = any(one.role in COMMITTEE for one in shown.roles)
    by_committee = suspender is not None and any(one.role in COMMITTEE for one in suspender.grants)
    return Refused(text("trust.by_committee")) if (in_committee or by_committee) and not oversees else None


async def _suspender_is_gone(uow: UnitOfWork, now: datetime, person: Person) -> bool:
    """Say whether a coordinator who has been erased since suspended them: their row says it as of an operator's."""
    if not person.suspended or person.suspended_by_id is not None:
        return False
    deeds = await AUDIT_LOG(uow).since(Action.SUSPENDED, now - AUDIT.span, whom_id=person.id)
    # What is not in the log (any more) stays an operator's: rather one call to them than somebody let in.
    return bool(deeds) and deeds[-1].by_id is not None
