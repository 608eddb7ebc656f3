"""Who is told together: an incident and all that was merged into it."""

from alerts.incidents.incident import Incident
from alerts.incidents.ports import INCIDENTS
from alerts.work.unit_of_work import UnitOfWork


async def told_ids(uow: UnitOfWork, incident: Incident) -> list[int]:
    """Return the ids of the incident and of all that were merged into it: their told are told together."""
    return [incident.id, *(child.id for child in await INCIDENTS(uow).children(incident.id))]
