"""Reporting: anybody may, in any form; the desk has it before we ask anything."""

import re
import secrets

from alerts.incidents import reporting, salute
from alerts.incidents.incident import OPEN, Incident, Report
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.reporting import FiledReport, Sighting
from alerts.incidents.timings import REPORT_OPEN
from alerts.notices import Choice, Media, Notice, Text, text
from alerts.places.place import plain_words
from handlers.core.inbound import InboundKind
from handlers.core.turn import Turn
from locales.commands import is_greeting
from locales.detect_language import spoken

HEARSAY = re.compile(
    r"\b(i heard|heard that|they say|they said|people say|someone (?:said|told)|somebody (?:said|told)|told me|"
    r"me dij(?:o|eron)|dicen que|escuche que|oi que|me conto|me contaron|supe que|facebook|whatsapp)\b"
)
"""Words of who did not see it themselves; then nobody is sent at once."""


async def command(turn: Turn, rest: str) -> None:
    """/report two vans at Elm & 3rd: filed at once. Alone it is a call for help."""
    await _file(turn, Sighting(words=rest, first_hand=_first_hand(turn, rest), language=spoken(rest, None)))


async def call(turn: Turn) -> None:
    """Just "migra" or "ayuda": the words say nothing more, so none are kept."""
    if await _open_report(turn) is None:
        await _file(turn, Sighting())
    else:
        await _add(turn, Sighting(), text("report.added"))


async def sent(turn: Turn) -> None:
    """A location, a photo or a voice note: part of the report that is open, else a report."""
    if not await add_to(turn):
        await _file(turn, _sighting(turn))


async def free_text(turn: Turn) -> None:
    """Words outside any step: a stranger's are a lead at once, who is known gets one button."""
    if not turn.person.grants:
        await _file(turn, _sighting(turn))
        return
    ticket = secrets.token_hex(4)
    await turn.uow.conversations.go(
        turn.person.id,
        "offer",
        {"ticket": ticket, "words": turn.inbound.text, "forwarded": turn.inbound.forwarded},
        turn.now,
    )
    await turn.reply(Notice.of("report.offer").with_choices((Choice(f"file.this:{ticket}", text("choice.file")),)))


async def file_tapped(turn: Turn, notice: Notice, words: list[str]) -> None:
    """The one button: file what they wrote before."""
    del notice
    step = await turn.uow.conversations.step(turn.person.id)
    if step is None or step.name != "offer" or step.data["ticket"] != words[1]:
        await turn.acknowledge(text("choose.stale"))
        return
    said = step.data["words"]
    first_hand = not step.data["forwarded"] and _first_hand(turn, said)
    await _file(turn, Sighting(words=said, first_hand=first_hand, language=spoken(said, None)))


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
    """Not only a greeting, thanks or an emoji, which must never be taken for a place."""
    return any(c.isalnum() for c in words) and not is_greeting(words)


async def _file(turn: Turn, saw: Sighting) -> None:
    filed = await reporting.file(turn.uow, turn.now, turn.person, turn.contact, saw)
    await turn.uow.conversations.go(turn.person.id, "report", {"report": filed.report.id}, turn.now)
    await turn.reply(received(turn, filed))
    await _ask_town(turn, filed)


def received(turn: Turn, filed: FiledReport) -> Notice:
    """The first answer: it arrived, two rights, three taps. Under 300 characters in both languages together."""
    parts: list[Text] = [text("report.received", at=turn.now)]
    if not filed.incident.place.usable:
        parts.append(text("report.where"))
    kinds = [
        Choice(f"fact.is:{filed.report.id}:kind:{kind}", text(f"choice.kind.{kind}")) for kind in salute.FACTS["kind"]
    ]
    return Notice(parts=tuple(parts), choices=tuple((choice,) for choice in kinds), subject_id=filed.incident.id)


async def _ask_town(turn: Turn, filed: FiledReport) -> None:
    """Only where the place leaves it open; before there is a place, one question at a time."""
    if filed.incident.town_id is not None or not filed.incident.place.usable:
        return
    towns = tuple(
        (Choice(f"town.is:{filed.report.id}:{town.id}", text("choice.name", name=town.name)),)
        for town in turn.network.towns
    )
    await turn.reply(Notice.of("report.which_town").with_choices(*towns))


async def add_to(turn: Turn) -> bool:
    """More for the report that is open; False where there is none (any more)."""
    saw = _sighting(turn)
    said_nothing = not (saw.words or saw.point or saw.media)
    return await _add(turn, saw, text("report.thanks" if said_nothing else "report.added"))


async def _add(turn: Turn, saw: Sighting, answer: Text) -> bool:
    found = await _open_report(turn)
    if found is None:
        return False
    report, had_place = found[0], found[1].place.usable
    filed = await reporting.add(turn.uow, turn.now, report, saw)
    has_place = filed.incident.place.usable
    if has_place and not had_place:
        await turn.reply(Notice.of("report.place_added"))
        await _ask_town(turn, filed)
    else:
        await turn.reply(Notice(parts=(answer,) if has_place else (answer, text("report.where"))))
    return True


async def _open_report(turn: Turn) -> tuple[Report, Incident] | None:
    step = await turn.uow.conversations.step(turn.person.id)
    if step is None or step.name != "report" or turn.now - step.since > REPORT_OPEN:
        return None
    report = await REPORTS(turn.uow).get(int(step.data["report"]))
    incident = await INCIDENTS(turn.uow).get(report.incident_id) if report else None
    return (report, incident) if report and incident and incident.state in OPEN else None


async def fact_tapped(turn: Turn, notice: Notice, words: list[str]) -> None:
    """One of the taps offered after a report; the desk has each as soon as it is made."""
    _, report_id, name, value = words
    report = await REPORTS(turn.uow).get(int(report_id))
    if (
        report is None
        or report.person_id != turn.person.id
        or (value not in salute.FACTS.get(name, ()) and value != "skip")
    ):
        await turn.acknowledge(text("choose.stale"))
        return
    if report.facts.get(name) == value:
        await turn.acknowledge(text("toast.known"))
        return
    report = await reporting.say_fact(turn.uow, turn.now, report, name, value)
    await turn.uow.conversations.go(turn.person.id, "report", {"report": report.id}, turn.now)
    await _go_on(turn, report, name, value)


async def _go_on(turn: Turn, report: Report, name: str, value: str) -> None:
    """What follows a tap: the next question, or a word that it is enough."""
    parts: list[Text] = []
    if name == "kind":
        parts.append(text(f"report.kind.{value}"))
    question = salute.next_question(report.facts)
    if question is None:
        if name != "kind":
            parts.append(text("report.quiet" if (name, value) == ("write", "no") else "report.thanks"))
        await turn.reply(Notice(parts=tuple(parts)))
        return
    parts.append(text(f"ask.{question}"))
    options = [
        Choice(f"fact.is:{report.id}:{question}:{option}", text(f"choice.{question}.{option}"))
        for option in salute.FACTS[question]
    ]
    rows = [tuple(options[i : i + 2]) for i in range(0, len(options), 2)]
    if question in salute.SALUTE:
        rows.append((Choice(f"fact.is:{report.id}:{question}:skip", text("choice.skip")),))
    await turn.reply(Notice(parts=tuple(parts), choices=tuple(rows), subject_id=report.incident_id))


async def town_tapped(turn: Turn, notice: Notice, words: list[str]) -> None:
    """The reporter says which town."""
    del notice
    report = await REPORTS(turn.uow).get(int(words[1]))
    incident = await INCIDENTS(turn.uow).get(report.incident_id) if report else None
    town = turn.network.town(int(words[2]))
    if report is None or incident is None or town is None or report.person_id != turn.person.id:
        await turn.acknowledge(text("choose.stale"))
        return
    await reporting.set_town(turn.uow, turn.now, incident, town.id)
    await turn.reply(Notice.of("report.town_added", town=town.name))
