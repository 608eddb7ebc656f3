"""An incident that somebody has and that is not decided: it is asked about again and again."""

from dataclasses import replace
from datetime import datetime

from alerts.incidents import deadlines, desk, timings
from alerts.incidents.incident import Incident, State
from alerts.incidents.ports import INCIDENTS
from alerts.notices import Kind, Notice
from alerts.work.unit_of_work import UnitOfWork

ASKED_ABOUT = frozenset({State.VERIFYING, State.UNVERIFIABLE})
"""States in which somebody has it and nothing is decided; what nobody has is escalated."""


async def ask_for_decision(uow: UnitOfWork, now: datetime, incident_id: int) -> None:
    """Ask who has it what it is; later everybody at the desk, the coordinators too."""
    incident = await INCIDENTS(uow).get(incident_id)
    if incident is None or incident.state not in ASKED_ABOUT or incident.held_at is None:
        return
    had = now - incident.held_at
    if had < timings.UNDECIDED[0]:
        # Another took it since.
        await uow.deadlines.set(deadlines.UNDECIDED, incident.id, incident.held_at + timings.UNDECIDED[0])
        return
    if had < timings.UNDECIDED[1]:
        await _ask_holder(uow, now, incident)
        await uow.deadlines.set(deadlines.UNDECIDED, incident.id, incident.held_at + timings.UNDECIDED[1])
        return
    asked = Notice.of(f"escalation.undecided.{incident.state}", number=incident.number, at=incident.held_at)
    await desk.ring(uow, now, incident, replace(asked, kind=Kind.REMINDER), coordinators=True)
    await uow.deadlines.set(deadlines.UNDECIDED, incident.id, now + timings.UNDECIDED_EVERY)


async def _ask_holder(uow: UnitOfWork, now: datetime, incident: Incident) -> None:
    asked = Notice.of("escalation.undecided.holder", number=incident.number, at=incident.held_at)
    reminder = replace(asked, kind=Kind.REMINDER, subject_id=incident.id, internal=True)
    contacts = [one.id for one in await uow.contacts.of(incident.holder_id or 0) if one.reachable]
    if contacts:
        await uow.mail.post(reminder, contacts, now)
