"""The questions by which the desk corrects an incident, each with the taps that answer it."""

from alerts.incidents import report_effects
from alerts.incidents.card_apart import place_line
from alerts.incidents.correcting_taps import (
    AskToCorrect,
    ChooseFact,
    CorrectFact,
    CorrectKind,
    CorrectTime,
    CorrectTown,
    DropPlace,
    DropPoint,
    DropWords,
    LeaveCorrecting,
    RestoreWords,
)
from alerts.incidents.corrections import CorrectedField, IncidentKind
from alerts.incidents.fact_texts import in_one_text
from alerts.incidents.incident import Incident, State
from alerts.incidents.ports import REPORTS
from alerts.incidents.salute import FACTS, SALUTE
from alerts.incidents.seen import seen_at
from alerts.notices import Choice, Notice, Quote, text
from handlers.core.turn import Turn

WRITTEN = frozenset({CorrectedField.PLACE, CorrectedField.TIME, CorrectedField.WORDS})
"""What is written in words; the rest is chosen."""
AGO = (0, 10, 30, 60)
"""Minutes that are offered."""


async def ask_what(turn: Turn, incident: Incident) -> Notice:
    """Ask what is to be corrected."""
    fields = [CorrectedField.PLACE, CorrectedField.TOWN, CorrectedField.TIME, CorrectedField.KIND, CorrectedField.FACTS]
    if incident.state is not State.CONFIRMED and await words_now(turn, incident) is not None:
        # What was said to people cannot be unsaid: then it takes an update.
        fields.append(CorrectedField.WORDS)
    choices = [AskToCorrect(field).choice(text(f"choice.correct.{field}")) for field in fields]
    return _asked(incident, Notice.of("correct.ask", number=incident.number), choices)


async def ask_for_field(turn: Turn, incident: Incident, field: CorrectedField) -> Notice:
    """Ask what this field shall say."""
    match field:
        case CorrectedField.PLACE:
            return _place(incident)
        case CorrectedField.TOWN:
            towns = [town for town in turn.network.towns if town.id != incident.town_id]
            choices = [CorrectTown(town.id).choice(text("choice.name", name=town.name)) for town in towns]
            return _asked(incident, Notice.of("correct.town", number=incident.number), choices)
        case CorrectedField.TIME:
            times = [CorrectTime(ago).choice(text("choice.ago", minutes=ago)) for ago in AGO if ago]
            now = CorrectTime(0).choice(text("choice.ago_now"))
            now_says = seen_at(incident.observed_at, unclear=incident.time_unclear)
            ask = Notice.of("correct.time", number=incident.number, at=now_says)
            return _asked(incident, ask, [now, *times])
        case CorrectedField.KIND:
            kinds = [CorrectKind(kind).choice(text(f"choice.correct.kind.{kind}")) for kind in IncidentKind]
            return _asked(incident, Notice.of("correct.kind", number=incident.number), kinds)
        case CorrectedField.FACTS:
            return await _facts(turn, incident)
        case CorrectedField.WORDS:
            return await _words(turn, incident)


def _place(incident: Incident) -> Notice:
    outs: list[Choice] = []
    if incident.place.usable:
        outs.append(DropPlace().choice(text("choice.correct.place_out")))
        if incident.place.words and incident.place.point:
            outs.append(DropPoint().choice(text("choice.correct.point_out")))
        ask = Notice.of("correct.place", number=incident.number, place=place_line(incident.place))
    else:
        ask = Notice.of("correct.no_place", number=incident.number)
    return _asked(incident, ask, outs)


async def _facts(turn: Turn, incident: Incident) -> Notice:
    known = in_one_text((await report_effects.known_facts(turn.uow, incident)).items())
    ask = (
        Notice.of("correct.facts", number=incident.number, facts=known)
        if known is not None
        else Notice.of("correct.no_facts", number=incident.number)
    )
    return _asked(incident, ask, [ChooseFact(name).choice(text(f"choice.correct.what.{name}")) for name in SALUTE])


async def ask_fact(turn: Turn, incident: Incident, name: str) -> Notice:
    """Ask what this fact shall be."""
    values = [CorrectFact(name, value).choice(text(f"choice.{name}.{value}")) for value in FACTS[name]]
    if name in await report_effects.known_facts(turn.uow, incident):
        values.append(CorrectFact(name).choice(text("choice.correct.fact_out")))
    return _asked(incident, Notice.of(f"ask.{name}"), values)


async def _words(turn: Turn, incident: Incident) -> Notice:
    now = await words_now(turn, incident)
    outs = [DropWords().choice(text("choice.correct.words_out"))] if now else []
    if incident.corrections.words is not None:
        outs.append(RestoreWords().choice(text("choice.correct.words_own")))
    ask = (
        Notice.of("correct.words", number=incident.number, words=Quote(now, 300))
        if now
        else Notice.of("correct.no_words", number=incident.number)
    )
    return _asked(incident, ask, outs)


async def words_now(turn: Turn, incident: Incident) -> str | None:
    """Return the words that an alert would hold; None where nobody vouched for wrote any, and the desk neither."""
    if incident.corrections.words is not None:
        return incident.corrections.words
    report = await REPORTS(turn.uow).first_vouched(incident.id)
    return report.words if report is not None else None


def _asked(incident: Incident, ask: Notice, choices: list[Choice]) -> Notice:
    """Lay the choices out in pairs, with the one that leaves it as it is."""
    rows = [tuple(choices[i : i + 2]) for i in range(0, len(choices), 2)]
    back = (LeaveCorrecting().choice(text("choice.correct.back")),)
    return Notice(parts=ask.parts, choices=(*rows, back), subject_id=incident.id, internal=True)
