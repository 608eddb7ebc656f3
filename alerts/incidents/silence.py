"""Who said that it is not safe to write to them: while what they told of is open they are written to of nothing."""

from collections.abc import Iterable

from alerts.incidents.ports import REPORTS
from alerts.incidents.salute import asked_for_silence
from alerts.work.unit_of_work import UnitOfWork


async def silent(uow: UnitOfWork, incident_ids: Iterable[int] = ()) -> frozenset[int]:
    """Return who said so, of whatever is open and of these incidents."""
    return asked_for_silence(await REPORTS(uow).taps_of_open(frozenset(incident_ids)))
