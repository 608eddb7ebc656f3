"""A dispatcher writes to somebody who reported, and the answer comes back to the desk: neither sees who the other is.

`awaited` and `is_answer` say whether a message is such an answer; it is added to the report, and `ring_answer` rings.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from alerts.incidents import desk, timings
from alerts.incidents.incident import OPEN, Incident, Report
from alerts.incidents.muting import is_silenced
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.reporter_taps import AskReporter
from alerts.incidents.same_incident import same_place
from alerts.incidents.silence import silent
from alerts.notices import Notice, Quote, Text, text
from alerts.people.person import Contact
from alerts.places.place import NO_PLACE, Place
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

LONGEST = 500
"""Characters of a question, and of an answer where the desk is rung; the whole stands under "Read all"."""


@dataclass(frozen=True, kw_only=True)
class DeskAnswer:
    """What somebody answered to the desk."""

    words: str = ""
    language: str | None = None
    place: Place = NO_PLACE


async def contact_for(uow: UnitOfWork, incident: Incident, number: int) -> tuple[Report, Contact] | Refused:
    """Return where the reporter of this number can be asked; refused with the reason where they cannot."""
    if incident.state not in OPEN:
        return Refused(await desk.over(uow, incident))
    report = next((one for one in await REPORTS(uow).of(incident.id) if one.number == number), None)
    person = await uow.people.get(report.person_id) if report is not None and report.person_id is not None else None
    if report is None or person is None:
        return Refused(text("refused.reporter_gone", n=number))
    if person.stopped_at is not None:
        return Refused(text("refused.reporter_stopped", n=number))
    if person.id in await silent(uow, [incident.id]):
        return Refused(text("refused.reporter_silent", n=number))
    contact = _best(await uow.contacts.of(person.id), report.contact_id)
    return (report, contact) if contact is not None else Refused(text("refused.reporter_unreachable", n=number))


def _best(contacts: Iterable[Contact], reported_by: int | None) -> Contact | None:
    """Return the contact that the report came from, else the one heard last; only one that can be reached."""
    reachable = [contact for contact in contacts if contact.reachable]
    same = [contact for contact in reachable if contact.id == reported_by]
    return next(iter([*same, *reachable]), None)


async def ask(uow: UnitOfWork, now: datetime, incident: Incident, number: int, words: Quote) -> Report | Refused:
    """Write to the reporter of this number; what they answer until the incident ends comes to its desk."""
    found = await contact_for(uow, incident, number)
    if isinstance(found, Refused):
        return found
    report, contact = found
    question = text("asked_back.question", words=words), text("asked_back.how")
    await uow.mail.post(Notice(parts=question, subject_id=incident.id), [contact.id], now)
    asked = replace(report, asked_at=now)
    await REPORTS(uow).save(asked)
    return asked


async def awaited(uow: UnitOfWork, person_id: int) -> tuple[Report, Incident] | None:
    """Return the report about which the desk wrote to this person last, while its incident is open; else None."""
    report = await REPORTS(uow).asked_back(person_id)
    incident = await INCIDENTS(uow).get(report.incident_id) if report is not None else None
    return (report, incident) if report is not None and incident is not None and incident.state in OPEN else None


def is_answer(report: Report, incident: Incident, told: Place, now: datetime) -> bool:
    """Say whether what somebody writes outside any report is an answer to the desk.

    For half an hour everything is; later what names another place might be a new sighting, and is one: nothing that
    is seen may be swallowed.
    """
    if report.asked_at is not None and now - report.asked_at <= timings.REPORT_OPEN:
        return True
    return not told.usable or any(same_place(told, known) for known in (incident.place, report.place, *incident.ways))


async def ring_answer(uow: UnitOfWork, now: datetime, report_id: int, answer: DeskAnswer) -> None:
    """Ring the desk with what somebody answered; a photo, video or voice note it has already."""
    report = await REPORTS(uow).get(report_id)
    incident = await INCIDENTS(uow).get(report.incident_id) if report is not None else None
    if report is None or incident is None or await is_silenced(uow, now, report):
        return
    number, n = incident.number, report.number
    parts: list[Text] = []
    if answer.words:
        said = Quote(answer.words, LONGEST, answer.language or "")
        parts.append(text("desk.answers", number=number, n=n, words=said))
    if answer.place.point is not None:
        parts.append(text("desk.answers_point", number=number, n=n, link=answer.place.link))
    if parts:
        again = AskReporter(n).choice(text("choice.ask_reporter", n=n))
        await desk.ring(uow, now, incident, Notice(parts=tuple(parts), choices=((again,),)))
