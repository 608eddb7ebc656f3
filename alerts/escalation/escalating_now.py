"""A dispatcher has the next people rung at once, whatever minute it is."""

from dataclasses import replace
from datetime import datetime

from alerts.audit.deed import Action
from alerts.escalation.called_people import CalledPeople, people_called
from alerts.escalation.escalating import steps_taken
from alerts.escalation.town_policy import policy_of
from alerts.incidents import desk
from alerts.incidents.escalations import ESCALATIONS, EscalationProgress, raise_escalation
from alerts.incidents.incident import Incident, State
from alerts.incidents.recording_decisions import record_decision
from alerts.people.person import Person
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def next_called(uow: UnitOfWork, now: datetime, incident: Incident, person: Person) -> CalledPeople | Refused:
    """Return whom the next step would ring besides them; refused where somebody has it, or it is over."""
    if incident.state is not State.REPORTED:
        return Refused(await desk.standing(uow, incident, person))
    policy = await policy_of(uow, incident.town_id)
    before = await ESCALATIONS(uow).progress(incident.id) or EscalationProgress(since=incident.opened_at)
    after = steps_taken(policy, replace(before, raised=True), now)
    called = await people_called(uow, now, incident.town_id, policy.rung_by(before.steps, after.steps))
    return replace(called, own={id_: rung for id_, rung in called.own.items() if id_ != person.id})


async def escalate_now(uow: UnitOfWork, now: datetime, incident_id: int, person: Person) -> Incident | Refused:
    """Let the next people be rung at once; it stands in the audit log who did so."""
    incident = await desk.seen_by(uow, incident_id, person)
    if isinstance(incident, Refused):
        return incident
    if incident.state is not State.REPORTED:
        return Refused(await desk.standing(uow, incident, person))
    await raise_escalation(uow, now, incident)
    await record_decision(uow, now, Action.ESCALATED, incident, person)
    return incident
