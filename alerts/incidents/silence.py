"""Who said that it is not safe to write to them: while what they told of is open they are written to of nothing."""

from collections.abc import Iterable

from alerts.incidents.ports import REPORTS
from alerts.work.unit_of_work import UnitOfWork


async def silent(uow: UnitOfWork, incident_ids: Iterable[int] = ()) -> frozenset[int]:
    """Return who said so, of whatever is open and of these incidents."""
    return await REPORTS(uow).silent(frozenset(incident_ids))
