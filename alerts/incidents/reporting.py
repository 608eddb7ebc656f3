"""A report arrives: it opens an incident or joins one, and whoever must know is told."""

from dataclasses import dataclass, replace
from datetime import datetime

from alerts.incidents import card, deadlines, desk, timings, verifying
from alerts.incidents.incident import OPEN, Incident, Report, Tally
from alerts.incidents.joining_reports import now_the_same
from alerts.incidents.many_reporters import another_reporter, wakes
from alerts.incidents.matching import matching, one_more
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.sighting import Sighting
from alerts.network.town import town_of
from alerts.notices import Media, Notice, text
from alerts.people.person import Contact, Person
from alerts.places.place import Place
from alerts.work.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class FiledReport:
    """A report that the desk has now."""

    report: Report
    incident: Incident
    joined: bool
    """It is about an incident that was open already."""


async def file(uow: UnitOfWork, now: datetime, person: Person, contact: Contact, saw: Sighting) -> FiledReport:
    """Keep a report, ring the desk, and send verifiers at once where it is a verified member's first-hand one."""
    if person.stopped_at is not None:
        await uow.people.resume(person.id)
    network = await uow.network()
    town = town_of(network, person, saw.words, saw.place.point)
    town_id = town.id if town else None
    saw = replace(saw, town=town)
    incident = matching(saw.place, town_id, now, await INCIDENTS(uow).standing(town_id))
    joined = incident is not None
    if incident is None:
        incident = await INCIDENTS(uow).open_new(town_id=town_id, place=saw.place, observed_at=now, now=now)
    tally_before = await REPORTS(uow).tally(incident.id)
    report = await _keep(uow, now, incident, tally_before, person, contact, saw)
    tally = tally_before.with_one(report) if report.number > tally_before.last else tally_before
    incident_before = incident
    incident = await _learn(uow, incident, report.place, town_id)
    if not joined:
        await uow.deadlines.set(deadlines.UNCLAIMED, incident.id, now + timings.UNCLAIMED[0])
        await uow.deadlines.set(deadlines.PURGE, incident.id, now + timings.FORGOTTEN + uow.retention.of(timings.KEPT))
    await verifying.ask_at_once(uow, now, incident, report)
    rang = tally != tally_before and await another_reporter(uow, now, incident, report, tally)
    learned = (incident_before.town_id, incident_before.place) != (incident.town_id, incident.place)
    if rang or not joined or learned:
        await card.show(uow, now, incident, major=rang or not joined)
    else:
        await card.follow(uow, now, incident, tally.people, major=False)
    await _pass_on(uow, now, incident, report, saw.media)
    return FiledReport(report=report, incident=incident, joined=joined)


async def _keep(
    uow: UnitOfWork, now: datetime, incident: Incident, tally: Tally, person: Person, contact: Contact, saw: Sighting
) -> Report:
    own = await REPORTS(uow).by(incident.id, person.id) if tally.people else None
    if own is not None:
        more = _with_more(own, saw)
        await REPORTS(uow).save(more)
        return more
    return await REPORTS(uow).add(
        Report(
            id=0,
            incident_id=incident.id,
            person_id=person.id,
            contact_id=contact.id,
            number=tally.last + 1,
            verified=person.verified,
            first_hand=saw.first_hand,
            received_at=now,
            words=saw.words,
            language=saw.language or person.language,
            place=saw.place,
        )
    )


def _with_more(report: Report, saw: Sighting) -> Report:
    words = "\n".join(filter(None, (report.words, saw.words)))
    return replace(report, words=words, place=report.place.with_more(saw.place))


async def _learn(uow: UnitOfWork, incident: Incident, place: Place, town_id: int | None) -> Incident:
    """Add to the incident what the report knows and it does not."""
    better = incident.place.with_more(place)
    town = incident.town_id if incident.town_id is not None else town_id
    ways = one_more(incident.ways, place)
    if (better, town, ways) == (incident.place, incident.town_id, incident.ways):
        return incident
    return await INCIDENTS(uow).change(incident, place=better, ways=ways, town_id=town) or incident


async def _pass_on(uow: UnitOfWork, now: datetime, incident: Incident, report: Report, media: Media | None) -> None:
    """Send a photo or voice note to the desk, and nowhere else."""
    if media is not None:
        caption = text(f"desk.{media.kind}", number=incident.number, n=report.number)
        await desk.ring(uow, now, incident, Notice(parts=(caption,), media=media))


async def add(uow: UnitOfWork, now: datetime, report: Report, saw: Sighting) -> FiledReport:
    """Add more words, a location or a photo to a report that stands."""
    person = await uow.people.get(report.person_id) if report.person_id else None
    town = town_of(await uow.network(), person, saw.words, saw.place.point) if person else None
    saw = replace(saw, where=not report.place.usable, town=town)
    more = _with_more(report, saw)
    await REPORTS(uow).save(more)
    return await _grown(uow, now, more, saw)


async def _grown(uow: UnitOfWork, now: datetime, report: Report, saw: Sighting) -> FiledReport:
    incident = await INCIDENTS(uow).get(report.incident_id)
    if incident is None:
        raise LookupError("a report without its incident")
    had_place = incident.place.usable
    incident = await _learn(uow, incident, report.place, saw.town.id if saw.town else None)
    if not had_place and incident.place.usable:
        report, incident = await now_the_same(uow, now, report, incident)
        await verifying.ask_at_once(uow, now, incident, report)
    if incident.place.usable != had_place:
        await card.show(uow, now, incident)
    else:
        await card.follow(uow, now, incident, (await REPORTS(uow).tally(incident.id)).people, major=False)
    await _pass_on(uow, now, incident, report, saw.media)
    return FiledReport(report=report, incident=incident, joined=False)


async def say_fact(uow: UnitOfWork, now: datetime, report: Report, name: str, value: str) -> Report:
    """Keep what a reporter taps; being visited or being over wakes the desk."""
    before = report.facts.get(name)
    report = replace(report, facts={**report.facts, name: value})
    await REPORTS(uow).save(report)
    incident = await INCIDENTS(uow).get(report.incident_id)
    if incident is None or incident.state not in OPEN:
        return report
    if name == "kind" and before != value and await wakes(uow, report, value):
        await desk.ring(uow, now, incident, Notice.of(f"desk.{value}", number=incident.number, n=report.number))
    people = (await REPORTS(uow).tally(incident.id)).people
    await card.follow(uow, now, incident, people, major=name == "kind")
    return report


async def set_town(uow: UnitOfWork, now: datetime, incident: Incident, town_id: int) -> Incident:
    """Give this town to an incident that had none: its own desk is rung, and verifiers are asked where that is due."""
    if incident.town_id is not None or incident.state not in OPEN:
        return incident
    known = await INCIDENTS(uow).change(incident, town_id=town_id)
    if known is None:
        # Somebody else was faster.
        return incident
    reports = await REPORTS(uow).of(known.id)
    if reports and known.place.usable:
        report, known = await now_the_same(uow, now, reports[-1], known)
        await verifying.ask_at_once(uow, now, known, report)
    await card.show(uow, now, known)
    return known
