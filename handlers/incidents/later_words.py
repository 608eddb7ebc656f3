"""What somebody writes later of what they reported, when it is still open: "siguen aqui", "they left"."""

from alerts.incidents import timings
from alerts.incidents.incident import OPEN, Incident, Report
from alerts.incidents.matter import PRIVATE
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.network.town_reading import TownBasis
from alerts.understanding.intent import Intent
from alerts.understanding.situation import Situation
from handlers.core.turn import Turn
from handlers.incidents.understood import read

_GOES_ON = frozenset({Intent.MORE_FACTS, Intent.OVER, Intent.RETRACTION})
"""What says something of agents that were told of before, and is no report by itself."""


async def report_meant(turn: Turn) -> tuple[Report, Incident] | None:
    """Return their open report of the last hours that these words plainly go on about; None where they name a place."""
    if turn.inbound.forwarded:
        return None
    report = await REPORTS(turn.uow).newest_open_by(turn.person.id)
    if report is None or turn.now - report.received_at > timings.ALERT_LASTS:
        return None
    incident = await INCIDENTS(turn.uow).get(report.incident_id)
    if incident is None or incident.state not in OPEN or incident.matter in PRIVATE:
        return None
    reading = read(turn, turn.inbound.text, Situation.REPORTER_OPEN_REPORT)
    elsewhere = reading.told.places or reading.told.point or reading.told.town.basis is TownBasis.NAMED
    goes_on = reading.sure and reading.intent in _GOES_ON
    return (report, incident) if goes_on and not elsewhere else None
