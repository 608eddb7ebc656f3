"""A report arrives: it opens an incident or joins one, and whoever must know is told."""

from dataclasses import dataclass, replace
from datetime import datetime

from alerts.incidents import card, deadlines, desk, timings, verifying
from alerts.incidents.incident import OPEN, UNDECIDED, Incident, Report, State, Tally
from alerts.incidents.lifecycle import Event, after
from alerts.incidents.matching import matching, one_more
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.network.town import Town, town_of, without_town
from alerts.notices import Media, Notice, text
from alerts.people.person import Contact, Person
from alerts.places.map_links import point_in
from alerts.places.place import Place
from alerts.places.whereabouts import place_words
from alerts.work.unit_of_work import UnitOfWork

PLACE_LINE = 80
"""Characters of an answer to "where is it?" that are taken for the place as they stand."""


SECOND, CROWDS = 2, frozenset({10, 100})
"""How many people must have reported an incident for the desk to be rung once more: at wider and wider steps."""


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """What somebody told us in one message."""

    words: str = ""
    point: tuple[float, float] | None = None
    media: Media | None = None
    first_hand: bool = True
    where: bool = False
    """It answers our question where it is: a short line is the place, whatever its form."""
    language: str | None = None
    """What the words are written in; None where they do not tell: then it is the person's own."""
    town: Town | None = None
    """The town it is about; its name is no part of the place."""

    @property
    def place(self) -> Place:
        """Where, as far as the message says."""
        words = place_words(self.words)
        if self.where and not words and len(self.words) <= PLACE_LINE:
            words = self.words.strip()
        return Place(words=without_town(words, self.town) or words, point=self.point or point_in(self.words))


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
    before = await REPORTS(uow).tally(incident.id)
    report = await _keep(uow, now, incident, before, person, contact, saw)
    tally = before.with_one(report) if report.number > before.last else before
    knew, incident = incident, await _learn(uow, incident, report.place, town_id)
    if not joined:
        await uow.deadlines.set(deadlines.UNCLAIMED, incident.id, now + timings.UNCLAIMED[0])
        await uow.deadlines.set(deadlines.PURGE, incident.id, now + timings.FORGOTTEN + uow.retention.of(timings.KEPT))
    await verifying.ask_at_once(uow, now, incident, report)
    rang = tally != before and await _another_reporter(uow, now, incident, report, tally)
    if rang or not joined or (knew.town_id, knew.place) != (incident.town_id, incident.place):
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
    """What the report adds to what the incident did not know."""
    better = incident.place.with_more(place)
    town = incident.town_id if incident.town_id is not None else town_id
    ways = one_more(incident.ways, place)
    if (better, town, ways) == (incident.place, incident.town_id, incident.ways):
        return incident
    return await INCIDENTS(uow).change(incident, place=better, ways=ways, town_id=town) or incident


async def _another_reporter(uow: UnitOfWork, now: datetime, incident: Incident, report: Report, tally: Tally) -> bool:
    """The second reporter wakes the desk, and the first verified one; then only the tenth and the hundredth do.

    Who sees the card grow needs no ring; who judged one lead and lay down again must hear that it is many.
    """
    first_verified = report.verified and tally.verified == 1
    if tally.people == SECOND or (tally.people > 1 and first_verified):
        kind = "desk.second_verified" if report.verified else "desk.second_lead"
        ring = Notice.of(kind, number=incident.number, n=report.number)
    elif tally.people in CROWDS and incident.state in UNDECIDED:
        ring = Notice.of("desk.crowd", number=incident.number, n=tally.people, leads=tally.people - tally.verified)
    else:
        return False
    await desk.ring(uow, now, incident, ring)
    return True


async def _pass_on(uow: UnitOfWork, now: datetime, incident: Incident, report: Report, media: Media | None) -> None:
    """A photo or voice note goes to the desk, and nowhere else."""
    if media is not None:
        caption = text(f"desk.{media.kind}", number=incident.number, n=report.number)
        await desk.ring(uow, now, incident, Notice(parts=(caption,), media=media))


async def add(uow: UnitOfWork, now: datetime, report: Report, saw: Sighting) -> FiledReport:
    """More words, a location or a photo for a report that stands."""
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
        report, incident = await _now_the_same(uow, now, report, incident)
        await verifying.ask_at_once(uow, now, incident, report)
    if incident.place.usable != had_place:
        await card.show(uow, now, incident)
    else:
        await card.follow(uow, now, incident, (await REPORTS(uow).tally(incident.id)).people, major=False)
    await _pass_on(uow, now, incident, report, saw.media)
    return FiledReport(report=report, incident=incident, joined=False)


async def _now_the_same(uow: UnitOfWork, now: datetime, report: Report, incident: Incident) -> tuple[Report, Incident]:
    """A place that came late may show that the report is about an incident that stands already."""
    if incident.state is not State.REPORTED or (await REPORTS(uow).tally(incident.id)).people != 1:
        return report, incident
    others = [entry for entry in await INCIDENTS(uow).standing(incident.town_id) if entry[0].id != incident.id]
    target = matching(report.place, incident.town_id, now, others)
    if target is None:
        return report, incident
    target = await INCIDENTS(uow).change(target, ways=one_more(target.ways, report.place)) or target
    return await move_reports(uow, now, incident, target, [report]), target


async def move_reports(
    uow: UnitOfWork, now: datetime, incident: Incident, target: Incident, reports: list[Report]
) -> Report:
    """Merge `incident` into `target`; its last report as it stands there."""
    if incident.state not in OPEN:
        raise ValueError("only an open incident can be merged")
    merged = await INCIDENTS(uow).change(
        incident, state=after(incident.state, Event.MERGE), merged_into_id=target.id, closed_at=now
    )
    if merged is None:
        raise RuntimeError("the incident changed within one transaction")
    # One step to the one that goes on, however often it was merged: who asks need not climb.
    for child in await INCIDENTS(uow).children(incident.id):
        await INCIDENTS(uow).change(child, merged_into_id=target.id)
    await desk.rest(uow, incident)
    await uow.deadlines.call_off(incident.id, deadlines.PURGE)
    next_number = 1 + (await REPORTS(uow).tally(target.id)).last
    moved = reports[-1]
    for number, report in enumerate(reports, start=next_number):
        moved = replace(report, incident_id=target.id, number=number)
        await REPORTS(uow).save(moved)
    await card.show(uow, now, merged)
    await _another_reporter(uow, now, target, moved, await REPORTS(uow).tally(target.id))
    return moved


async def say_fact(uow: UnitOfWork, now: datetime, report: Report, name: str, value: str) -> Report:
    """A tap of the reporter's; being visited or being over wakes the desk."""
    before = report.facts.get(name)
    report = replace(report, facts={**report.facts, name: value})
    await REPORTS(uow).save(report)
    incident = await INCIDENTS(uow).get(report.incident_id)
    if incident is None or incident.state not in OPEN:
        return report
    if name == "kind" and before != value and await _wakes(uow, report, value):
        await desk.ring(uow, now, incident, Notice.of(f"desk.{value}", number=incident.number, n=report.number))
    people = (await REPORTS(uow).tally(incident.id)).people
    await card.follow(uow, now, incident, people, major=name == "kind")
    return report


async def _wakes(uow: UnitOfWork, report: Report, kind: str) -> bool:
    """Everybody who is being visited does; of those who say that it is over the first, then only when they are many."""
    if kind != "over":
        return kind == "came"
    over = sum(said.facts.get("kind") == "over" for said in await REPORTS(uow).taps(report.incident_id))
    return over == 1 or over in CROWDS


async def set_town(uow: UnitOfWork, now: datetime, incident: Incident, town_id: int) -> Incident:
    """The town of an incident that had none: its own desk is rung, and verifiers are asked where that is due."""
    if incident.town_id is not None or incident.state not in OPEN:
        return incident
    known = await INCIDENTS(uow).change(incident, town_id=town_id)
    if known is None:
        return incident
    reports = await REPORTS(uow).of(known.id)
    if reports and known.place.usable:
        report, known = await _now_the_same(uow, now, reports[-1], known)
        await verifying.ask_at_once(uow, now, known, report)
    await card.show(uow, now, known)
    return known
