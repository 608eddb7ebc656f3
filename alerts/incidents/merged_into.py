"""The incident that goes on, for one that may have been merged."""

from alerts.incidents.incident import Incident
from alerts.incidents.ports import INCIDENTS
from alerts.work.unit_of_work import UnitOfWork


async def survivor(uow: UnitOfWork, incident: Incident) -> Incident:
    """Return the incident itself, or the one that it was merged into, and so on."""
    while incident.merged_into_id is not None:
        target = await INCIDENTS(uow).get(incident.merged_into_id)
        if target is None:
            break
        incident = target
    return incident
