"""Reports that turn out to be about an incident that stands already: they move there."""

from dataclasses import replace
from datetime import datetime

from alerts.incidents import card, deadlines, desk, standing_down
from alerts.incidents.incident import OPEN, Incident, Report, State
from alerts.incidents.lifecycle import Event, after
from alerts.incidents.many_reporters import another_reporter
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.report_effects import is_vouched, time_told
from alerts.incidents.same_incident import matching, one_more
from alerts.work.unit_of_work import UnitOfWork


async def now_the_same(uow: UnitOfWork, now: datetime, report: Report, incident: Incident) -> tuple[Report, Incident]:
    """Move a report whose place came late to the incident that it turns out to be about; return both as they stand."""
    if incident.state is not State.REPORTED or (await REPORTS(uow).tally(incident.id)).people != 1:
        # The desk works on it, or others reported it too: it is for the desk to say.
        return report, incident
    standing = await INCIDENTS(uow).near(report.place, incident.town_id)
    others = [(other, heard) for other, heard in standing if other.id != incident.id]
    target = matching(report.place, incident.town_id, now, others)
    if target is None:
        return report, incident
    target = await INCIDENTS(uow).change(target, ways=one_more(target.ways, report.place)) or target
    vouched = await is_vouched(uow, target)
    if report.verified or not vouched:
        first = report.verified and not vouched
        seen_at, unclear = incident.observed_at, incident.time_unclear
        target = await time_told(uow, target, seen_at, unclear=unclear, first_vouched=first)
    return await move_reports(uow, now, incident, target, [report]), target


async def move_reports(
    uow: UnitOfWork, now: datetime, incident: Incident, target: Incident, reports: list[Report]
) -> Report:
    """Merge `incident` into `target`. Return its last report as it stands there. Raises ValueError for what is over."""
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
    await standing_down.merged(uow, now, incident, target)
    await uow.deadlines.call_off(incident.id, deadlines.PURGE)
    next_number = 1 + (await REPORTS(uow).tally(target.id)).last
    moved = reports[-1]
    for number, report in enumerate(reports, start=next_number):
        moved = replace(report, incident_id=target.id, number=number)
        await REPORTS(uow).save(moved)
    await card.show(uow, now, merged)
    await another_reporter(uow, now, target, moved, await REPORTS(uow).tally(target.id))
    return moved
