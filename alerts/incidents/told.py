"""Who is told together: an incident and all that was merged into it, save who said not to write to them."""

from collections.abc import Iterable

from alerts.incidents.incident import Incident
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.salute import asked_for_silence
from alerts.work.unit_of_work import UnitOfWork


async def told_ids(uow: UnitOfWork, incident: Incident) -> list[int]:
    """Return the ids of the incident and of all that were merged into it: their told are told together."""
    return [incident.id, *(child.id for child in await INCIDENTS(uow).children(incident.id))]


async def silent_ids(uow: UnitOfWork, incident_ids: Iterable[int]) -> frozenset[int]:
    """Return who reported one of these and said that it is not safe to write to them."""
    return asked_for_silence([said for id_ in incident_ids for said in await REPORTS(uow).taps(id_)])
