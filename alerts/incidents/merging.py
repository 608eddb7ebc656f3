"""Two incidents that are one, and one that is two."""

from dataclasses import replace
from datetime import datetime
from functools import reduce

from alerts.audit.deed import Action
from alerts.incidents import card, deadlines, desk, joining_reports, timings
from alerts.incidents.escalations import wait_for_claim
from alerts.incidents.incident import OPEN, UNDECIDED, Incident
from alerts.incidents.matter import PRIVATE, may_be_one
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.recording_decisions import record_decision
from alerts.incidents.report_effects import is_vouched
from alerts.incidents.same_incident import one_more
from alerts.incidents.whose_word import joined_place, source_of
from alerts.notices import Text, text
from alerts.people.person import DESK, Person
from alerts.places.place import Place
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def merge(uow: UnitOfWork, now: datetime, incident: Incident, person: Person, number: int) -> Text | Refused:
    """Merge the incident into the one that people call by `number`, which goes on with its reports."""
    target = await INCIDENTS(uow).numbered(number)
    if target is None or target.state not in OPEN or target.id == incident.id or not person.has(DESK, target.town_id):
        return Refused(text("refused.no_such", number=number))
    if not may_be_one(incident.matter, target.matter):
        return Refused(text("refused.private", number=(incident if incident.matter in PRIVATE else target).number))
    if incident.state not in UNDECIDED:
        return Refused(await desk.standing(uow, incident, person))
    held = await desk.claim(uow, now, incident, person)
    if isinstance(held, Refused):
        return held
    reports = await REPORTS(uow).of(held.id)
    await joining_reports.move_reports(uow, now, held, target, reports)
    town_id = target.town_id if target.town_id is not None else held.town_id
    observer_id = target.observer_id if target.observer_id is not None else held.observer_id
    both = joined_place(target, held, vouched=await is_vouched(uow, target))
    target = (
        await INCIDENTS(uow).change(
            target,
            place=both.place,
            place_from=both.place_from,
            ways=both.ways,
            corrections=both.corrections,
            town_id=town_id,
            observer_id=observer_id,
        )
        or target
    )
    await record_decision(uow, now, Action.MERGED, held, person)
    await card.show(uow, now, target)
    return text("toast.merged", number=held.number, into=target.number)


async def split(uow: UnitOfWork, now: datetime, incident: Incident, person: Person, number: int) -> Text | Refused:
    """Make the report of reporter `number`, who saw something else, an incident of its own."""
    reports = await REPORTS(uow).of(incident.id)
    report = next((r for r in reports if r.number == number), None)
    if incident.state not in OPEN:
        return Refused(await desk.over(uow, incident))
    if report is None or len(reports) < 2:  # noqa: PLR2004 - the last report cannot leave
        return Refused(text("refused.changed"))
    held = await desk.claim(uow, now, incident, person)
    if isinstance(held, Refused):
        return held
    fresh = await INCIDENTS(uow).open_new(
        town_id=held.town_id,
        place=report.place,
        observed_at=report.seen_at or report.received_at,
        now=now,
        place_from=source_of(report),
    )
    await REPORTS(uow).save(replace(report, incident_id=fresh.id, number=1))
    # The way they told it stays behind only where somebody else told it so too.
    staying = [other.place for other in reports if other.id != report.id]
    ways: tuple[Place, ...] = reduce(one_more, staying, ())
    held = await INCIDENTS(uow).change(held, ways=ways) or held
    await wait_for_claim(uow, now, fresh.id)
    await uow.deadlines.set(
        deadlines.PURGE, fresh.id, now + timings.FORGOTTEN + (await uow.retention()).of(timings.KEPT)
    )
    await record_decision(uow, now, Action.SPLIT, held, person)
    await card.show(uow, now, fresh)
    await card.show(uow, now, held)
    return text("toast.split", number=fresh.number)
