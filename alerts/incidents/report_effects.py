"""What a report changes in its incident, and what the desk hears where it changes nothing (rules: whose_word.py)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from alerts.incidents import desk
from alerts.incidents.corrections import CorrectedField
from alerts.incidents.incident import Incident, Report, TappedFacts
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.whose_word import differs, facts_apart, known, with_told
from alerts.notices import Notice, Value, text
from alerts.places.phrase import phrase
from alerts.places.place import Place
from alerts.understanding.sending import OLD
from alerts.work.unit_of_work import UnitOfWork


def on_card(incident: Incident) -> object:
    """Return what of an incident its card shows and a report may change, to compare."""
    when = incident.observed_at, incident.time_unclear
    return incident.town_id, incident.place, incident.earlier, incident.corrections, when


async def is_vouched(uow: UnitOfWork, incident: Incident) -> bool:
    """Say whether somebody whom the network knows reported it."""
    return (await REPORTS(uow).tally(incident.id)).verified > 0


async def place_told(
    uow: UnitOfWork, now: datetime, incident: Incident, report: Report, town_id: int | None, *, vouched: bool
) -> Incident:
    """Let the incident learn a report's place and town as far as that counts; else it is shown apart.

    The desk is rung where somebody tells another place than the one that it set. `vouched`: somebody whom the network
    knows reported it, this report counted.
    """
    if report.place in (apart.place for apart in incident.corrections.apart if apart.declined):
        # The desk said that this is no place of it: another that they tell later must count.
        await REPORTS(uow).save(replace(report, place=Place()))
    after = with_told(incident, report, town_id, vouched=vouched)
    if after == incident:
        return incident
    learned = await INCIDENTS(uow).change(
        incident,
        place=after.place,
        place_from=after.place_from,
        ways=after.ways,
        town_id=after.town_id,
        corrections=after.corrections,
    )
    if learned is None:
        # Somebody else was faster; what this report says stands in it all the same.
        return incident
    if after.corrections != incident.corrections and differs(incident, report.place):
        await _ring(uow, now, learned, report, phrase(report.place))
    return learned


async def time_told(
    uow: UnitOfWork, incident: Incident, seen_at: datetime, *, unclear: bool, first_vouched: bool
) -> Incident:
    """Let the incident learn when somebody whose word counts saw it; what the desk set stands.

    The first whom the network knows says when it was, whatever a stranger had said before; of later ones, who saw it
    much later does: else "yesterday" would keep anybody from going to what is seen now.
    """
    if CorrectedField.TIME in incident.corrections.fields:
        return incident
    theirs = first_vouched and incident.observer_id is None
    later = not unclear and (incident.time_unclear or seen_at - incident.observed_at > OLD)
    if not (theirs or later):
        return incident
    return await INCIDENTS(uow).change(incident, observed_at=seen_at, time_unclear=unclear) or incident


async def fact_told(
    uow: UnitOfWork, now: datetime, incident: Incident, report: Report, name: str, before: Mapping[str, str]
) -> None:
    """Ring the desk for a tap that is at odds with what it set; each such word once. `before`: the report's facts."""
    if name not in incident.corrections.facts:
        return
    said = await REPORTS(uow).taps(incident.id)
    earlier = [_as_before(one, report, before) for one in said]
    vouched = await is_vouched(uow, incident)
    fresh = facts_apart(said, incident.corrections, vouched=vouched)
    known_before = [(one.name, one.value) for one in facts_apart(earlier, incident.corrections, vouched=vouched)]
    for one in fresh:
        if one.name == name and (one.name, one.value) not in known_before:
            await _ring(uow, now, incident, report, text(f"fact.{one.name}.{one.value}"))


def _as_before(one: TappedFacts, report: Report, before: Mapping[str, str]) -> TappedFacts:
    mine = (one.person_id, one.received_at) == (report.person_id, report.received_at)
    return replace(one, facts=dict(before)) if mine else one


async def _ring(uow: UnitOfWork, now: datetime, incident: Incident, report: Report, what: Value) -> None:
    key = "desk.differs.verified" if report.verified else "desk.differs.lead"
    await desk.ring(uow, now, incident, Notice.of(key, number=incident.number, n=report.number, what=what))


async def known_facts(uow: UnitOfWork, incident: Incident) -> dict[str, str]:
    """Return what an alert may say of an incident: SALUTE facts, by whose word counts."""
    said = await REPORTS(uow).taps(incident.id)
    return known(said, incident.corrections, vouched=await is_vouched(uow, incident))
