"""Who said that it is not safe to write to them: while what they told of is open they are written to of nothing."""

from collections.abc import Iterable

from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.salute import asked_for_silence
from alerts.work.unit_of_work import UnitOfWork


async def silent(uow: UnitOfWork, incident_ids: Iterable[int] = ()) -> frozenset[int]:
    """Return who said so, of whatever is open and of these incidents."""
    ids = {*incident_ids, *(incident.id for incident, _ in await INCIDENTS(uow).standing(None))}
    return asked_for_silence([said for id_ in sorted(ids) for said in await REPORTS(uow).taps(id_)])
