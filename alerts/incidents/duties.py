"""What the deadlines of incidents set off. Each duty runs in one transaction with its deadline's own end."""

from dataclasses import replace
from datetime import datetime

from alerts.incidents import card, closed_copies, deadlines, desk, timings
from alerts.incidents.freeing import free
from alerts.incidents.held import HELD_INCIDENTS
from alerts.incidents.incident import State
from alerts.incidents.lifecycle import Event, after
from alerts.incidents.merged_into import survivor
from alerts.incidents.ports import INCIDENTS
from alerts.incidents.stepping_down import step_down
from alerts.notices import Kind, Notice
from alerts.work.unit_of_work import UnitOfWork


async def claim_nudge(uow: UnitOfWork, now: datetime, incident_id: int) -> None:
    """Remind the dispatcher who has had it for a minute without a step."""
    incident = await INCIDENTS(uow).get(incident_id)
    if incident is None or incident.state is not State.VERIFYING or incident.holder_id is None:
        return
    if not await desk.works_desk(uow, incident.holder_id, incident.town_id):
        await step_down(uow, now, incident.holder_id)
        return
    notice = Notice.of("desk.nudge", number=incident.number)
    contacts = [c.id for c in await uow.contacts.of(incident.holder_id) if c.reachable]
    reminder = replace(
        notice, kind=Kind.REMINDER, subject_id=incident.id, internal=True, expires_at=now + timings.CLAIM_NUDGE
    )
    await uow.mail.post(reminder, contacts, now)


async def claim_lapse(uow: UnitOfWork, now: datetime, incident_id: int) -> None:
    """Free what its dispatcher has had for two minutes without a step: anybody may take it, and the desk is rung."""
    incident = await INCIDENTS(uow).get(incident_id)
    if incident is not None:
        await free(uow, now, incident, "desk.lapsed")


async def alert_expires(uow: UnitOfWork, now: datetime, incident_id: int) -> None:
    """Ask the desk to close an alert that lapsed and is still open."""
    incident = await INCIDENTS(uow).get(incident_id)
    if incident is not None and incident.state is State.CONFIRMED:
        await desk.ring(uow, now, incident, Notice.of("desk.expired", number=incident.number))
        await card.show(uow, now, incident)
        await uow.deadlines.set(deadlines.ALERT_EXPIRES, incident.id, now + timings.ALERT_LASTS)


async def refresh_card(uow: UnitOfWork, now: datetime, incident_id: int) -> None:
    """Show the counts that changed on the card: one edit for many."""
    incident = await INCIDENTS(uow).get(incident_id)
    if incident is not None:
        await card.show(uow, now, incident, major=False)


async def purge_incident(uow: UnitOfWork, now: datetime, incident_id: int) -> None:
    """Remove all but town, times and counts of a closed incident and of what was merged into it, unless it is held."""
    incident = await INCIDENTS(uow).get(incident_id)
    kept = await survivor(uow, incident) if incident is not None else None
    held = await HELD_INCIDENTS(uow).held_until(kept.id, now) if kept is not None else None
    if held is not None:
        await uow.deadlines.set(deadlines.PURGE, incident_id, held)
        return
    forgotten = after(incident.state, Event.FORGET) if incident else None
    if incident is not None and forgotten is not None:
        await desk.rest(uow, incident)
        await uow.deadlines.call_off(incident.id, deadlines.ALERT_EXPIRES)
        incident = await INCIDENTS(uow).change(incident, state=forgotten, closed_at=now) or incident
    if incident is not None:
        await closed_copies.close_last(uow, now, incident)
    for child in await INCIDENTS(uow).children(incident_id):
        await INCIDENTS(uow).purge(child.id, now)
    await INCIDENTS(uow).purge(incident_id, now)
