"""A report arrives: it opens an incident or joins one, and whoever must know is told."""

from dataclasses import dataclass, replace
from datetime import datetime

from alerts.incidents import (
    bundling,
    card,
    deadlines,
    desk,
    family_waiting,
    muting,
    placing,
    report_effects,
    salute,
    timings,
    verifier_rings,
    verifying,
)
from alerts.incidents.corrections import PlaceSource
from alerts.incidents.escalations import wait_for_claim
from alerts.incidents.incident import OPEN, EarlierPlace, Incident, Report, State, Tally
from alerts.incidents.joining_reports import now_the_same
from alerts.incidents.kept_media import keep_media
from alerts.incidents.lead_room import waits_for_room
from alerts.incidents.many_reporters import another_reporter, kind_wakes, rang_lately, rung_for
from alerts.incidents.matter import PRIVATE, Matter
from alerts.incidents.observations import stands_without
from alerts.incidents.person_limits import MEDIA_PAUSE, Limit, fitting_words
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.same_incident import matching
from alerts.incidents.sighting import Sighting
from alerts.notices import Notice, text
from alerts.people.person import Contact, Person
from alerts.work.unit_of_work import UnitOfWork

ENDING = frozenset({"over", "back"})
"""Kinds of reports that say that nothing is to be seen."""


@dataclass(frozen=True, kw_only=True)
class FiledReport:
    """A report that the desk has now."""

    report: Report
    incident: Incident
    joined: bool
    """It is about an incident that was open already."""
    beyond: Limit | None = None
    """The limit beyond which some of it was bundled: nobody was rung for that."""


async def file(uow: UnitOfWork, now: datetime, person: Person, contact: Contact, saw: Sighting) -> FiledReport:
    """Keep a report, ring the desk, and send verifiers at once where it is a verified member's first-hand one."""
    if person.stopped_at is not None:
        await uow.people.resume(person.id)
    town_id = saw.town.id if saw.town else None
    incident = await _standing_one(uow, now, saw, town_id)
    bundled = await _bundled(uow, now, person, incident, saw)
    if bundled is not None:
        return bundled
    joined = incident is not None
    if incident is None:
        incident = await _open(uow, now, person, saw, town_id)
    incident, joined = await muting.after_report(uow, now, incident, person.id, joined=joined)
    tally_before = await REPORTS(uow).tally(incident.id)
    report, words_before = await _keep(uow, now, incident, tally_before, person, contact, saw)
    tally = tally_before.with_one(report) if report.number > tally_before.last else tally_before
    incident_before = incident
    incident = await report_effects.place_told(uow, now, incident, report, town_id, vouched=tally.verified > 0)
    if joined and saw.kind not in ENDING and (report.verified or not tally.verified):
        first = report.verified and not tally_before.verified
        seen_at = saw.seen_at or now
        incident = await report_effects.time_told(uow, incident, seen_at, unclear=saw.time_unclear, first_vouched=first)
    if saw.plain or saw.matter is Matter.TAKEN:
        await verifier_rings.ask_at_once(uow, now, incident, report)
    rang = tally != tally_before and await another_reporter(uow, now, incident, report, tally)
    learned = report_effects.on_card(incident_before) != report_effects.on_card(incident)
    if rang or not joined or learned:
        await card.show(uow, now, incident, major=rang or not joined)
    else:
        await card.follow(uow, now, incident, tally.people, major=False)
    if saw.kind:
        report = await ring_for_kind(uow, now, incident, report, saw.kind)
    beyond = await keep_rest(uow, now, incident, report, saw, words_before)
    return FiledReport(report=report, incident=incident, joined=joined, beyond=beyond)


async def _bundled(
    uow: UnitOfWork, now: datetime, person: Person, incident: Incident | None, saw: Sighting
) -> FiledReport | None:
    """Add it to a report of theirs that is open where they have too many; None where it is one of its own."""
    own = await bundling.bundled_onto(uow, now, person, _kind(saw), saw.place)
    if own is None or (incident is not None and await REPORTS(uow).by(incident.id, person.id) is not None):
        return None
    onto = await INCIDENTS(uow).get(own.incident_id)
    if onto is None:
        return None
    said = "\n".join(filter(None, (saw.words, saw.place.link)))
    await bundling.bundle(uow, now, own, said, saw.media)
    await bundling.ring_once(uow, now, onto, own)
    return FiledReport(report=own, incident=onto, joined=True, beyond=Limit.INCIDENTS)


def _kind(saw: Sighting) -> str:
    """Return what it plainly is; what says nothing at all is a call for help."""
    if saw.matter is Matter.RELATIVE:
        return "relative"
    return saw.kind or ("" if saw.words or saw.place.usable or saw.media else "plea")


async def _standing_one(uow: UnitOfWork, now: datetime, saw: Sighting, town_id: int | None) -> Incident | None:
    if saw.matter in PRIVATE or not saw.place.usable:
        return None
    return matching(saw.place, town_id, now, await INCIDENTS(uow).near(saw.place, town_id))


async def _open(uow: UnitOfWork, now: datetime, person: Person, saw: Sighting, town_id: int | None) -> Incident:
    incident = await INCIDENTS(uow).open_new(
        town_id=town_id,
        place=saw.place,
        observed_at=saw.seen_at or now,
        now=now,
        matter=saw.matter,
        place_from=PlaceSource.VOUCHED if person.verified else PlaceSource.LEAD,
    )
    known = {
        "earlier": tuple(EarlierPlace(words=words, at=saw.seen_at or now) for words in saw.earlier),
        "outside": saw.outside,
        "town_proposed": saw.town_proposed,
        "time_unclear": saw.time_unclear,
    }
    if any(known.values()):
        incident = await INCIDENTS(uow).change(incident, **known) or incident
    await wait_for_claim(uow, now, incident.id)
    if not person.verified:
        await uow.deadlines.set(deadlines.LEAD_ENDS, incident.id, now + timings.LEAD_LASTS)
    await uow.deadlines.set(
        deadlines.PURGE, incident.id, now + timings.FORGOTTEN + (await uow.retention()).of(timings.KEPT)
    )
    return incident


async def _keep(
    uow: UnitOfWork, now: datetime, incident: Incident, tally: Tally, person: Person, contact: Contact, saw: Sighting
) -> tuple[Report, str]:
    """Keep it as a report of its own, or with that which they made of it; return it, and its words until now."""
    own = await REPORTS(uow).by(incident.id, person.id) if tally.people else None
    if own is not None:
        more = placing.with_more(own, saw, now)
        if saw.kind:
            more = replace(more, facts=salute.with_fact(more.facts, "kind", saw.kind))
        await REPORTS(uow).save(more)
        return more, own.words
    words, _ = fitting_words("", saw.words)
    added = await REPORTS(uow).add(
        Report(
            id=0,
            incident_id=incident.id,
            person_id=person.id,
            contact_id=contact.id,
            number=tally.last + 1,
            verified=person.verified,
            first_hand=saw.first_hand,
            received_at=now,
            seen_at=saw.seen_at,
            words=words,
            language=saw.language or person.language,
            place=saw.place,
            facts=_first_facts(saw),
        )
    )
    return added, ""


def _first_facts(saw: Sighting) -> dict[str, str]:
    facts = {salute.PASSED_ON: "yes"} if saw.passed_on else {}
    return salute.with_fact(facts, "kind", saw.kind) if saw.kind else facts


async def keep_rest(
    uow: UnitOfWork, now: datetime, incident: Incident, report: Report, saw: Sighting, words_before: str
) -> Limit | None:
    """Bundle words that do not fit the report, and pass its photo on; return the limit that either came to.

    `words_before`: the report's before this message.
    """
    _, rest = fitting_words(words_before, saw.words)
    if rest:
        await bundling.bundle(uow, now, report, rest)
    passed = await pass_on(uow, now, incident, report, saw)
    return Limit.WORDS if rest else None if passed else Limit.MEDIA


async def pass_on(uow: UnitOfWork, now: datetime, incident: Incident, report: Report, saw: Sighting) -> bool:
    """Send a photo, video or voice note to the desk, and nowhere else; of many, one (or one album) within a while.

    Return False for one that was bundled.
    """
    media = saw.media
    if media is None:
        return True
    if await muting.is_silenced(uow, now, report):
        await keep_media(uow, report, media)
        return True
    held = rung_for(f"held.{media.kind}")
    often = held in report.facts if saw.follows else rang_lately(report, media.kind, now, MEDIA_PAUSE)
    if often or await waits_for_room(uow, incident):
        await bundling.bundle(uow, now, report, media=media)
        if held not in report.facts:
            # What follows in the same album waits with it.
            await REPORTS(uow).save(replace(report, facts=report.facts | {held: now.isoformat()}))
        return False
    others = {name: value for name, value in report.facts.items() if name != held}
    await REPORTS(uow).save(replace(report, facts=others | {rung_for(media.kind): now.isoformat()}))
    caption = text(f"desk.{media.kind}", number=incident.number, n=report.number)
    await desk.ring(uow, now, incident, Notice(parts=(caption,), media=media))
    return True


async def ring_for_kind(uow: UnitOfWork, now: datetime, incident: Incident, report: Report, kind: str) -> Report:
    """Ring the desk for what the report is, where that is worth it: came for me, taken, over, taken back.

    Return the report, which remembers that it was rung.
    """
    stands = kind == "back" and await stands_without(uow, incident, report)
    if not rang_lately(report, kind, now) and await kind_wakes(uow, now, report, kind):
        report = replace(report, facts=report.facts | {rung_for(kind): now.isoformat()})
        await REPORTS(uow).save(report)
        incident = await muting.unmute_for_plea(uow, now, incident, kind)
        key = "desk.back_alone" if kind == "back" and stands else f"desk.{kind}"
        rung = Notice.of(key, number=incident.number, n=report.number)
        await desk.ring(uow, now, incident, rung, plea=kind in salute.PLEAS)
    if kind == "taken" and incident.state is State.REPORTED:
        await family_waiting.begin(uow, now, incident)
    if kind == "back" and not stands:
        await verifying.hold(uow, now, incident)
    return report


async def set_town(uow: UnitOfWork, now: datetime, incident: Incident, town_id: int) -> Incident:
    """Give this town to an incident that had none: its own desk is rung, and verifiers are asked where that is due."""
    if incident.town_id is not None or incident.state not in OPEN:
        return incident
    known = await INCIDENTS(uow).change(incident, town_id=town_id, town_proposed=False, outside="")
    if known is None:
        # Somebody else was faster.
        return incident
    reports = await REPORTS(uow).of(known.id)
    if reports and known.place.usable:
        report, known = await now_the_same(uow, now, reports[-1], known)
        await verifier_rings.ask_at_once(uow, now, known, report)
    await card.show(uow, now, known)
    return known
