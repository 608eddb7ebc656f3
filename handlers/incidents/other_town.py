"""Their own town was noted for want of another, and they write which one it is."""

from alerts.incidents import adding
from alerts.incidents.incident import Incident, Report
from alerts.incidents.sighting import Sighting
from alerts.incidents.town_told import town_told
from alerts.network.town_reading import TownBasis
from alerts.notices import Notice
from alerts.understanding.reading import Reading
from handlers.core.turn import Turn

_FEW = 6
"""Words of an answer that names a town and nothing else."""


def is_named(turn: Turn, incident: Incident, reading: Reading) -> bool:
    """Say whether they answer that it is in another town.

    A few words, no more: "my cousin lives in Holyoke" is about somebody else.
    """
    told = reading.told.town
    ours = turn.network.town(incident.town_id)
    named = told.basis in (TownBasis.NAMED, TownBasis.OUTSIDE) and (ours is None or told.name != ours.name)
    return incident.town_proposed and named and len(turn.inbound.text.split()) <= _FEW


async def put_right(turn: Turn, report: Report, saw: Sighting, reading: Reading) -> None:
    """Add it, and let it be about the town that they name."""
    filed = await adding.add(turn.uow, turn.now, report, saw)
    town_id = saw.town.id if saw.town else None
    name = reading.told.town.name
    incident = await town_told(turn.uow, turn.now, filed.incident, filed.report, name, town_id)
    ours = incident.town_id == town_id
    await turn.reply(Notice.of("report.town_added", town=name) if ours else Notice.of("report.added"))
