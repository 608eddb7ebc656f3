"""Somebody lost a role: what they had in hand goes to others, and what they were asked dies."""

from dataclasses import dataclass
from datetime import UTC, datetime

from alerts.incidents import card, deadlines, verifier_rings
from alerts.incidents.asked_towns import is_asked_now
from alerts.incidents.freeing import free
from alerts.incidents.incident import UNDECIDED, Incident, PickedBy, Reply, Verification, VerifierState
from alerts.incidents.observations import still_trained, without_observer
from alerts.incidents.ports import ANSWERS, INCIDENTS, REPORTS, VERIFICATIONS
from alerts.incidents.scene_room import call_next
from alerts.incidents.taking_tasks import let_go
from alerts.incidents.task_change import TASK_CHANGES, TaskReason
from alerts.people.person import DESK, Person, Role
from alerts.work.on_duty import ON_DUTY, SEATS_IN_DOUBT
from alerts.work.unit_of_work import UnitOfWork

_EVER = datetime.fromtimestamp(0, UTC)
_UNDER_WAY = (VerifierState.ASKED, VerifierState.GOING)


async def step_down(uow: UnitOfWork, now: datetime, person_id: int) -> None:
    """Let go of whatever this person's roles, as they are by now, allow no more.

    Their claims are anybody's again, and the desk is rung; whom they were to look for, somebody else is asked to; what
    was not sent to them yet is withdrawn.
    """
    person = await uow.people.get(person_id)
    if person is None:
        return
    await uow.mail.withdraw_beyond_roles(person)
    if await ON_DUTY(uow).holds_seats(person.id, now):
        await uow.deadlines.set(SEATS_IN_DOUBT, person.id, now)
    if person.has(DESK, None):
        await uow.deadlines.set(deadlines.COVERS_IN_DOUBT, person.id, now)
    for incident in await INCIDENTS(uow).held_by(person.id):
        if not person.has(DESK, incident.town_id):
            await free(uow, now, incident, "desk.freed")
    for look in await VERIFICATIONS(uow).of_person(person.id, _EVER):
        asked = await INCIDENTS(uow).get(look.incident_id)
        if asked is not None and not _may_look(person, asked, look):
            await _end_look(uow, now, _Look(look=look, incident=asked, person=person))
    await _leave_alerts(uow, now, person)


async def _leave_alerts(uow: UnitOfWork, now: datetime, person: Person) -> None:
    """Let their tasks and their answers to alerts go, where they are witnesses of no town that was asked."""
    for incident_id in await TASK_CHANGES(uow).open_of(person.id):
        needs = await INCIDENTS(uow).get(incident_id)
        if needs is not None and not is_asked_now(needs, person):
            await let_go(uow, now, needs, person.id, TaskReason.CANNOT)
            await card.show(uow, now, needs, major=False)
    for incident_id in await ANSWERS(uow).of_person(person.id):
        told = await INCIDENTS(uow).get(incident_id)
        if told is not None and not is_asked_now(told, person):
            await ANSWERS(uow).save(told.id, person.id, Reply.CANNOT, now)
            await call_next(uow, now, told)
            await card.show(uow, now, told, major=False)


def _may_look(person: Person, incident: Incident, look: Verification) -> bool:
    neighbor = look.picked_by is PickedBy.NEIGHBOR
    return person.has(frozenset({Role.RESPONDER}), None if neighbor else incident.town_id)


@dataclass(frozen=True, kw_only=True)
class _Look:
    look: Verification
    incident: Incident
    person: Person


async def _end_look(uow: UnitOfWork, now: datetime, ended: _Look) -> None:
    """Ask somebody else in their place; what they said they saw counts no more once they are no trained responder."""
    look, incident = ended.look, ended.incident
    await uow.deadlines.call_off(look.id, deadlines.VERIFIER_OVERDUE, deadlines.VERIFIER_REPLACED)
    if look.state is VerifierState.SEEN:
        if not still_trained(ended.person, incident, look):
            await card.show(uow, now, await without_observer(uow, incident, look))
        return
    if look.state is not VerifierState.NOTHING:
        await VERIFICATIONS(uow).remove(look.id)
    if look.state in _UNDER_WAY and incident.state in UNDECIDED and not incident.muted:
        await verifier_rings.ask_instead(uow, now, incident)
    await card.show(uow, now, incident)


async def demote_reports(uow: UnitOfWork, now: datetime, person_id: int) -> None:
    """Let what somebody suspended reported, of what is open, be a stranger's word."""
    for incident_id in await REPORTS(uow).demote(person_id):
        incident = await INCIDENTS(uow).get(incident_id)
        if incident is not None:
            await card.show(uow, now, incident)
