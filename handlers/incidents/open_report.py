"""What somebody writes while their report is open: it belongs to that report."""

from alerts.incidents import adding
from alerts.incidents.incident import Incident, Report
from alerts.incidents.matter import PRIVATE, Matter
from alerts.incidents.placing import PlaceChange
from alerts.incidents.same_incident import same_place
from alerts.incidents.sighting import Sighting
from alerts.notices import Notice, Text, text
from alerts.understanding.intent import Intent
from alerts.understanding.reading import Reading
from handlers.core.turn import Turn
from handlers.incidents import first_answer, limits

UNPLACED = PRIVATE | {Matter.TAKEN}
_ASKING = frozenset({Intent.QUESTION_HELP, Intent.QUESTION_RUMOR})


async def add(turn: Turn, report: Report, incident: Incident, saw: Sighting, reading: Reading) -> None:
    """Add it, and say what was made of it: a place is said back, what is missing is asked for once more."""
    change = _change(incident, saw, reading)
    filed = await adding.add(turn.uow, turn.now, report, saw, change)
    fresh = not report.place.usable or change is not PlaceChange.COMPLETES
    placed = saw.place.usable and fresh and not same_place(report.place, saw.place)
    if saw.kind == "taken" and report.facts.get("kind") != "taken":
        await turn.reply(first_answer.taken(turn), first_answer.next_question(filed.report, "kind", "taken"))
    elif saw.kind == "came" and report.facts.get("kind") != "came":
        await turn.reply(first_answer.next_question(filed.report, "kind", "came"))
    elif incident.matter in UNPLACED:
        # Nobody is sent for it: whoever looks for their husband is not asked what street is near.
        await turn.reply(Notice.of("private.added"))
    elif placed:
        await turn.reply(Notice(parts=(first_answer.place_noted(filed),)))
    else:
        missing = not filed.incident.place.usable
        await turn.reply(Notice(parts=_answer(turn, saw, filed.incident, reading), asks_location=missing))
    if incident.town_id is None:
        await first_answer.ask_town(turn, filed)
    await limits.say(turn, filed.beyond)


def _change(incident: Incident, saw: Sighting, reading: Reading) -> PlaceChange:
    if not incident.place.usable or not saw.place.usable:
        return PlaceChange.COMPLETES
    if reading.sure and reading.intent is Intent.CORRECTION:
        return PlaceChange.CORRECTS
    # A location shared after the words of the place completes it; new words say that it is elsewhere.
    return PlaceChange.MOVES if saw.place.words else PlaceChange.COMPLETES


def _answer(turn: Turn, saw: Sighting, incident: Incident, reading: Reading) -> tuple[Text, ...]:
    if saw.kind == "back":
        return (text("report.taken_back"),)
    if saw.kind == "over":
        return (text("report.kind.over"),)
    said_nothing = not (saw.words or saw.place.usable or saw.media)
    heard = text("report.thanks" if said_nothing else "report.added")
    first = heard if incident.place.usable else first_answer.on_one_line(heard, text("report.where_else"))
    return (first, *(first_answer.hotline(turn) if reading.intent in _ASKING else ()))
