"""Who lost somebody and writes again later: it is about that, and they hear no word about agents."""

from alerts.incidents import after_end
from alerts.incidents.incident import OPEN, Incident, Report
from alerts.incidents.matter import Matter
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.salute import has_lost
from alerts.understanding.intent import Intent
from alerts.understanding.phrases import SaidText
from alerts.understanding.reading import Reading
from handlers.core.lexicon import lexicon
from handlers.core.turn import Turn

_ABOUT_IT = frozenset(
    {
        Intent.QUESTION_RUMOR,
        Intent.FEAR_NO_INFORMATION,
        Intent.MORE_FACTS,
        Intent.CORRECTION,
        Intent.OVER,
        Intent.RETRACTION,
        Intent.UNCLEAR,
    }
)
"""What is about whom they lost, plain or not; anything else only where it is not plain."""


async def lost_report(turn: Turn) -> tuple[Report, Incident] | None:
    """Return what they reported last, if a relative was taken and it is open or ended within a day."""
    report = await REPORTS(turn.uow).newest_by(turn.person.id)
    incident = await INCIDENTS(turn.uow).get(report.incident_id) if report is not None else None
    if report is None or incident is None or not has_lost(report.facts):
        return None
    theirs = incident.matter is Matter.TAKEN or SaidText.of(report.words, lexicon()).has("want_my_people")
    lately = incident.state in OPEN or after_end.may_reopen(incident, turn.now)
    return (report, incident) if theirs and lately else None


def is_about_it(turn: Turn, reading: Reading) -> bool:
    """Say whether what they write now is about that. `reading`: as read with nothing open."""
    elsewhere = turn.inbound.forwarded or reading.told.places or reading.told.point
    # A bare cry for help may be about agents at her own door now: it is heard as one.
    asks_for_help = reading.intent is Intent.PLEA and not any(why.startswith("rule:") for why in reading.why)
    return not elsewhere and (reading.intent in _ABOUT_IT or asks_for_help or not reading.sure)
