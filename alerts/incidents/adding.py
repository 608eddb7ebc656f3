"""More of what somebody reported: words, a place, a photo, a tap."""

from dataclasses import replace
from datetime import datetime

from alerts.incidents import card, desk, muting, placing, report_effects, reporting, salute, verifier_rings
from alerts.incidents.after_end import fact_after_end
from alerts.incidents.incident import OPEN, Incident, Report
from alerts.incidents.joining_reports import now_the_same
from alerts.incidents.many_reporters import rang_lately, rung_for
from alerts.incidents.placing import PlaceChange
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.reporting import FiledReport
from alerts.incidents.sighting import Sighting
from alerts.notices import Notice
from alerts.work.unit_of_work import UnitOfWork


async def add(
    uow: UnitOfWork, now: datetime, report: Report, saw: Sighting, change: PlaceChange = PlaceChange.COMPLETES
) -> FiledReport:
    """Add more words, a place or a photo to a report that stands. Raise LookupError where its incident is gone."""
    more = placing.with_more(report, saw, now, change)
    if saw.kind:
        more = replace(more, facts=salute.with_fact(more.facts, "kind", saw.kind))
    await REPORTS(uow).save(more)
    incident = await INCIDENTS(uow).get(report.incident_id)
    if incident is None:
        raise LookupError("a report without its incident")
    more, incident = await _grown(uow, now, more, incident, saw, change)
    if saw.kind and (report.facts.get("kind") != saw.kind or await _pleads_again(uow, now, more, saw.kind)):
        more = await reporting.ring_for_kind(uow, now, incident, more, saw.kind)
    beyond = await reporting.keep_rest(uow, now, incident, more, saw, report.words)
    return FiledReport(report=more, incident=incident, joined=False, beyond=beyond)


async def _pleads_again(uow: UnitOfWork, now: datetime, report: Report, kind: str) -> bool:
    """Say whether who pleads once more is heard once more, which they are once within a while; not whom we muted."""
    return kind in salute.PLEAS and not await muting.is_muted(uow, now, report.person_id)


async def _grown(
    uow: UnitOfWork, now: datetime, report: Report, incident: Incident, saw: Sighting, change: PlaceChange
) -> tuple[Report, Incident]:
    """Return both as the message leaves them."""
    before = incident
    if change is not PlaceChange.COMPLETES and saw.place.usable and incident.place.usable:
        incident = await placing.change_place(uow, now, incident, report, saw, change)
    else:
        vouched = await report_effects.is_vouched(uow, incident)
        town_id = saw.town.id if saw.town else None
        incident = await report_effects.place_told(uow, now, incident, report, town_id, vouched=vouched)
    found = (incident.place.usable, incident.town_id) != (before.place.usable, before.town_id)
    if found and incident.place.usable and incident.town_id is not None:
        report, incident = await now_the_same(uow, now, report, incident)
        if saw.plain or report.facts.get("kind") == "see":
            await verifier_rings.ask_at_once(uow, now, incident, report)
    if report_effects.on_card(before) != report_effects.on_card(incident):
        await card.show(uow, now, incident)
    else:
        await card.follow(uow, now, incident, (await REPORTS(uow).tally(incident.id)).people, major=False)
    return report, incident


async def say_fact(uow: UnitOfWork, now: datetime, report: Report, name: str, value: str) -> Report:
    """Keep what a reporter taps; what their report is may wake the desk."""
    before = report.facts
    report = replace(report, facts=salute.with_fact(report.facts, name, value))
    await REPORTS(uow).save(report)
    incident = await INCIDENTS(uow).get(report.incident_id)
    if incident is None:
        return report
    if incident.state not in OPEN:
        if before.get(name) != value:
            await fact_after_end(uow, now, incident, report, name, value)
        return report
    await report_effects.fact_told(uow, now, incident, report, name, before)
    if (name, value) == ("kind", "see"):
        # What their words left open is plain now.
        await verifier_rings.ask_at_once(uow, now, incident, report)
    if name == "kind" and before.get(name) != value:
        report = await reporting.ring_for_kind(uow, now, incident, report, value)
    if name in salute.TAKEN and value == "yes" and not rang_lately(report, name, now):
        report = replace(report, facts=report.facts | {rung_for(name): now.isoformat()})
        await REPORTS(uow).save(report)
        need = Notice.of(f"desk.need.{name}", number=incident.number, n=report.number)
        await desk.ring(uow, now, incident, need, plea=True)
    people = (await REPORTS(uow).tally(incident.id)).people
    await card.follow(uow, now, incident, people, major=name == "kind")
    return report
