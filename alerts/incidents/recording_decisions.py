"""What is decided about an incident goes into the audit log."""

from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.incidents.incident import Incident
from alerts.people.person import Person
from alerts.work.unit_of_work import UnitOfWork


async def record_decision(uow: UnitOfWork, now: datetime, action: Action, incident: Incident, person: Person) -> None:
    """Keep that this dispatcher did this about the incident."""
    deed = Deed(action=action, by_id=person.id, town_id=incident.town_id, incident=incident.number)
    await record(uow, now, deed)
