"""Reporting: anybody may, in any form; the desk has it before we ask anything."""

import re
import secrets

from alerts.incidents import reporting, salute
from alerts.incidents.incident import OPEN, Incident, Report
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.reporting import FiledReport
from alerts.incidents.sighting import Sighting
from alerts.incidents.taps import FileWords, ReportTown, TellFact
from alerts.notices import Media, Notice, Text, text
from alerts.places.place import plain_words
from handlers.core.inbound import InboundKind
from handlers.core.turn import Turn
from handlers.incidents.steps import OfferedToFile, Reporting
from locales.commands import is_greeting
from locales.detect_language import spoken

HEARSAY = re.compile(
    r"\b(i heard|heard that|they say|they said|people say|someone (?:said|told)|somebody (?:said|told)|told me|"
    r"me dij(?:o|eron)|dicen que|escuche que|oi que|me conto|me contaron|supe que|facebook|whatsapp)\b"
)
"""Words of who did not see it themselves; then nobody is sent at once."""


async def command(turn: Turn, rest: str) -> None:
    """Answer /report two vans at Elm & 3rd: file it at once. Alone it is a call for help."""
    await _file(turn, Sighting(words=rest, first_hand=_first_hand(turn, rest), language=spoken(rest, None)))


async def plea(turn: Turn) -> None:
    """Answer just "migra" or "ayuda": the words say nothing more, so none are kept."""
    if await _open_report(turn) is None:
        await _file(turn, Sighting())
    else:
        await _add(turn, Sighting(), text("report.added"))


async def piece(turn: Turn) -> None:
    """Add a location, a photo or a voice note to the report that is open, else make it a report."""
    if not await _add_message(turn):
        await _file(turn, _sighting(turn))


async def free_text(turn: Turn) -> None:
    """Answer words outside any step: a stranger's are a lead at once, who is known gets one button."""
    if not turn.person.grants:
        await _file(turn, _sighting(turn))
        return
    offered = OfferedToFile(ticket=secrets.token_hex(4), words=turn.inbound.text, forwarded=turn.inbound.forwarded)
    await turn.enter(offered)
    file = FileWords(offered.ticket).choice(text("choice.file"))
    await turn.reply(Notice.of("report.offer").with_choices((file,)))


async def file_words(turn: Turn, tap: FileWords) -> None:
    """File what they wrote before."""
    offered = await turn.step(OfferedToFile)
    if offered is None or offered.ticket != tap.ticket:
        await turn.acknowledge(text("choose.stale"))
        return
    first_hand = not offered.forwarded and _first_hand(turn, offered.words)
    await _file(turn, Sighting(words=offered.words, first_hand=first_hand, language=spoken(offered.words, None)))


async def go_on(turn: Turn, _: Reporting) -> bool:
    """Add what they write to the report that is open; False where it is none any more."""
    return await _add_message(turn)


async def tell_fact(turn: Turn, tap: TellFact) -> None:
    """Keep one of the taps offered after a report; the desk has each as soon as it is made."""
    report = await REPORTS(turn.uow).get(tap.report)
    known = tap.value in salute.FACTS.get(tap.name, ()) or tap.value == "skip"
    if report is None or report.person_id != turn.person.id or not known:
        await turn.acknowledge(text("choose.stale"))
        return
    if report.facts.get(tap.name) == tap.value:
        await turn.acknowledge(text("toast.known"))
        return
    report = await reporting.say_fact(turn.uow, turn.now, report, tap.name, tap.value)
    await turn.enter(Reporting(report=report.id))
    await turn.reply(_next_question(report, tap.name, tap.value))


async def choose_town(turn: Turn, tap: ReportTown) -> None:
    """Remember which town the reporter says it is about."""
    report = await REPORTS(turn.uow).get(tap.report)
    incident = await INCIDENTS(turn.uow).get(report.incident_id) if report else None
    town = turn.network.town(tap.town)
    if report is None or incident is None or town is None or report.person_id != turn.person.id:
        await turn.acknowledge(text("choose.stale"))
        return
    await reporting.set_town(turn.uow, turn.now, incident, town.id)
    await turn.reply(Notice.of("report.town_added", town=town.name))


def _first_hand(turn: Turn, words: str) -> bool:
    return not turn.inbound.forwarded and not HEARSAY.search(plain_words(words))


def _sighting(turn: Turn) -> Sighting:
    inbound = turn.inbound
    kinds = {InboundKind.PHOTO: "photo", InboundKind.VOICE: "voice"}
    media = Media(inbound.line_id, inbound.media, kinds[inbound.kind]) if inbound.kind in kinds else None
    return Sighting(
        words=inbound.text.strip() if _says_something(inbound.text) else "",
        point=inbound.point,
        media=media,
        first_hand=_first_hand(turn, inbound.text),
        language=spoken(inbound.text, None),
    )


def _says_something(words: str) -> bool:
    """Say whether it is not only a greeting, thanks or an emoji, which must never be taken for a place."""
    return any(c.isalnum() for c in words) and not is_greeting(words)


async def _file(turn: Turn, saw: Sighting) -> None:
    filed = await reporting.file(turn.uow, turn.now, turn.person, turn.contact, saw)
    await turn.enter(Reporting(report=filed.report.id))
    await turn.reply(_received(turn, filed))
    await _ask_town(turn, filed)


def _received(turn: Turn, filed: FiledReport) -> Notice:
    """Make the first answer to a report: it arrived, two rights, three taps; under 300 characters in both languages."""
    parts: list[Text] = [text("report.received", at=turn.now)]
    if not filed.incident.place.usable:
        parts.append(text("report.where"))
    kinds = [
        TellFact(filed.report.id, "kind", kind).choice(text(f"choice.kind.{kind}")) for kind in salute.FACTS["kind"]
    ]
    return Notice(parts=tuple(parts), choices=tuple((choice,) for choice in kinds), subject_id=filed.incident.id)


async def _ask_town(turn: Turn, filed: FiledReport) -> None:
    """Ask which town it is where the place leaves it open; before there is a place, one question at a time."""
    if filed.incident.town_id is not None or not filed.incident.place.usable:
        return
    towns = [
        ReportTown(filed.report.id, town.id).choice(text("choice.name", name=town.name)) for town in turn.network.towns
    ]
    await turn.reply(Notice.of("report.which_town").with_choices(*((town,) for town in towns)))


async def _add_message(turn: Turn) -> bool:
    saw = _sighting(turn)
    said_nothing = not (saw.words or saw.point or saw.media)
    return await _add(turn, saw, text("report.thanks" if said_nothing else "report.added"))


async def _add(turn: Turn, saw: Sighting, answer: Text) -> bool:
    """Add it to the report that is open; False where there is none (any more)."""
    found = await _open_report(turn)
    if found is None:
        return False
    report, incident = found
    filed = await reporting.add(turn.uow, turn.now, report, saw)
    has_place = filed.incident.place.usable
    if has_place and not incident.place.usable:
        await turn.reply(Notice.of("report.place_added"))
        await _ask_town(turn, filed)
    else:
        await turn.reply(Notice(parts=(answer,) if has_place else (answer, text("report.where"))))
    return True


async def _open_report(turn: Turn) -> tuple[Report, Incident] | None:
    step = await turn.step(Reporting)
    report = await REPORTS(turn.uow).get(step.report) if step else None
    incident = await INCIDENTS(turn.uow).get(report.incident_id) if report else None
    return (report, incident) if report and incident and incident.state in OPEN else None


def _next_question(report: Report, name: str, value: str) -> Notice:
    """Make what follows a tap: the next question, or a word that it is enough."""
    parts = [text(f"report.kind.{value}")] if name == "kind" else []
    question = salute.next_question(report.facts)
    if question is None:
        quiet = (name, value) == ("write", "no")
        parts = parts or [text("report.quiet" if quiet else "report.thanks")]
        return Notice(parts=tuple(parts))
    options = [
        TellFact(report.id, question, option).choice(text(f"choice.{question}.{option}"))
        for option in salute.FACTS[question]
    ]
    rows = [tuple(options[i : i + 2]) for i in range(0, len(options), 2)]
    if question in salute.SALUTE:
        rows.append((TellFact(report.id, question, "skip").choice(text("choice.skip")),))
    parts.append(text(f"ask.{question}"))
    return Notice(parts=tuple(parts), choices=tuple(rows), subject_id=report.incident_id)
