"""Everything that was said of an incident, for the desk: a few messages, and all the rest as a file."""

from dataclasses import dataclass, replace
from datetime import datetime

from alerts.incidents import desk
from alerts.incidents.bundled_message import BundledMessage
from alerts.incidents.escalation_on_card import whole_escalation
from alerts.incidents.incident import OPEN, Incident, Report
from alerts.incidents.kept_media import kept_media
from alerts.incidents.limit_ports import BUNDLED, TASK_MEDIA
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.taps import ShowMedia
from alerts.incidents.verifier_texts import where
from alerts.notices import Media, Notice, Quote, Text, text
from alerts.work.refused import Refused
from handlers.core.turn import Turn
from locales.length import pages

PAGE = 1500
"""Bytes of a report in one message: with what stands around it, Signal's 2,000."""
PAGES = 5
"""Messages of words, and of photos, at a time (set when this was ordered)."""
LINES = 12
"""Lines of whom escalation told in one message."""


@dataclass(frozen=True, kw_only=True)
class _SaidWords:
    number: int
    """The reporter's."""
    language: str
    at: datetime
    words: str


async def send(turn: Turn, incident: Incident) -> None:
    """Send every word of every report, whom escalation told, and the first photos, videos and voice notes that wait."""
    if incident.state not in OPEN and incident.place.usable:
        # The card does not show it any more.
        await turn.reply(_of(incident, text("desk.whole_place", number=incident.number), where(incident.place)))
    reports = await REPORTS(turn.uow).of(incident.id)
    bundled = await BUNDLED(turn.uow).of([report.id for report in reports])
    said = _said(reports, bundled)
    whole = [(one, page) for one in said for page in pages(one.words, PAGE, utf16=False)]
    for one, page in whole[:PAGES]:
        words = text("desk.whole", number=incident.number, n=one.number, words=Quote(page, PAGE, one.language))
        await turn.reply(_of(incident, words))
    if len(whole) > PAGES:
        rest = text("desk.whole_file", number=incident.number)
        await turn.reply(replace(_of(incident, rest), file=_as_file(turn, incident, said)))
    escalation = await whole_escalation(turn.uow, incident)
    for place in range(0, len(escalation), LINES):
        await turn.reply(_of(incident, *escalation[place : place + LINES]))
    await _send_media(turn, incident, await _media(turn, incident, reports, bundled), 0)


async def show_media(turn: Turn, tap: ShowMedia) -> None:
    """Send the next of the photos, videos and voice notes that wait."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return
    reports = await REPORTS(turn.uow).of(incident.id)
    bundled = await BUNDLED(turn.uow).of([report.id for report in reports])
    await _send_media(turn, incident, await _media(turn, incident, reports, bundled), tap.skip)


def _said(reports: list[Report], bundled: list[BundledMessage]) -> list[_SaidWords]:
    """Return what each reporter said, with what was bundled after it."""
    said = []
    for report in reports:
        words = [(report.received_at, report.words)]
        words += [(one.received_at, one.words) for one in bundled if one.report_id == report.id]
        said += [
            _SaidWords(number=report.number, language=report.language or "", at=at, words=one)
            for at, one in words
            if one
        ]
    return said


def _as_file(turn: Turn, incident: Incident, said: list[_SaidWords]) -> str:
    """Return all of it as plain text: numbers and times stand above words, so that it reads in every language."""
    zone = turn.network.zone
    heads = [f"#{incident.number} · {one.number} · {one.at.astimezone(zone):%Y-%m-%d %H:%M}" for one in said]
    return "\n\n".join(f"{head}\n{one.words}" for head, one in zip(heads, said, strict=True)) + "\n"


async def _media(
    turn: Turn, incident: Incident, reports: list[Report], bundled: list[BundledMessage]
) -> list[tuple[Text, Media]]:
    """Return what waits, with whose it is: a reporter's by their number, of who is on a task by their name."""
    numbers = {report.id: report.number for report in reports}
    sent = [(report.number, media) for report in reports for media in kept_media(report)]
    sent += [(numbers[one.report_id], one.media) for one in bundled if one.media is not None]
    waiting = [(text(f"desk.{media.kind}", number=incident.number, n=n), media) for n, media in sent]
    merged = await INCIDENTS(turn.uow).children(incident.id)
    for one in await TASK_MEDIA(turn.uow).waiting([incident.id, *(child.id for child in merged)]):
        name = await desk.name_of(turn.uow, one.person_id)
        waiting.append((text(f"desk.task.{one.media.kind}", number=incident.number, name=name), one.media))
    return waiting


async def _send_media(turn: Turn, incident: Incident, waiting: list[tuple[Text, Media]], skip: int) -> None:
    for caption, media in waiting[skip : skip + PAGES]:
        await turn.reply(replace(_of(incident, caption), media=media))
    left = len(waiting) - skip - PAGES
    if left > 0:
        more = ShowMedia(skip + PAGES).choice(text("choice.more_media"))
        said = text("desk.more_media", number=incident.number, n=left)
        await turn.reply(_of(incident, said).with_choices((more,)))


def _of(incident: Incident, *parts: Text) -> Notice:
    return Notice(parts=parts, subject_id=incident.id, internal=True)
