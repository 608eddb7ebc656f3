"""Nobody takes an incident: more and more people are rung, until somebody does or it lapses."""

from dataclasses import replace
from datetime import datetime, timedelta

from alerts.escalation.called_people import CalledPeople, people_called
from alerts.escalation.policy import EscalationPolicy
from alerts.escalation.taps import CoverDesk
from alerts.escalation.town_policy import policy_of
from alerts.incidents import card, deadlines, waiting_leads
from alerts.incidents.escalation_pick import ESCALATION_PICKS, EscalationPick
from alerts.incidents.escalations import ESCALATIONS, EscalationCall, EscalationProgress, Rung
from alerts.incidents.incident import Incident, State
from alerts.incidents.lead_room import lane_of
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.notices import Kind, Notice, Text, text
from alerts.people.person import DESK, Contact
from alerts.work.unit_of_work import UnitOfWork

ASK_LASTS = timedelta(minutes=15)
"""So long a dispatcher of another town is asked to take it (our choice: by then they were asked anew)."""


async def escalate(uow: UnitOfWork, now: datetime, incident_id: int) -> None:
    """Take the steps that are due, and set when the next one is."""
    incident = await INCIDENTS(uow).get(incident_id)
    if incident is None or incident.state is not State.REPORTED or incident.muted:
        # Somebody has it, or it is over; what is muted waits for the desk to look at it.
        return
    policy = await policy_of(uow, incident.town_id)
    before = await ESCALATIONS(uow).progress(incident.id) or EscalationProgress(since=incident.opened_at)
    after = steps_taken(policy, before, now)
    if after.steps > before.steps:
        await _take(uow, now, incident, policy, before, after)
    if after != before:
        await ESCALATIONS(uow).save(incident.id, after)
    await uow.deadlines.set(deadlines.UNCLAIMED, incident.id, after.since + policy.after(after.steps))


def steps_taken(policy: EscalationPolicy, before: EscalationProgress, now: datetime) -> EscalationProgress:
    """Return how far it has come now. Steps that were missed meanwhile are taken as one.

    Where it was raised, the next step that rings others than who is on duty has come, and the later ones follow it
    as soon as they would have followed it in its time.
    """
    due = max(before.steps, policy.steps_by(now - before.since))
    if not before.raised:
        return replace(before, steps=due)
    wider = next((n for n, step in enumerate(policy.steps) if n >= due and step.whom is not Rung.ON_DUTY), due)
    since = min(before.since, now - policy.after(wider))
    return EscalationProgress(since=since, steps=wider + 1)


async def _take(
    uow: UnitOfWork,
    now: datetime,
    incident: Incident,
    policy: EscalationPolicy,
    before: EscalationProgress,
    after: EscalationProgress,
) -> None:
    """Ring whom these steps name, unless the summary of many leads does."""
    if await waiting_leads.is_summed_up(uow, now, incident):
        return
    called = await people_called(uow, now, incident.town_id, policy.rung_by(before.steps, after.steps))
    again = after.steps > len(policy.steps)
    known = {call.person_id for call in await ESCALATIONS(uow).calls(incident.id)}
    fresh = [
        EscalationCall(person_id=person_id, whom=whom, at=now)
        for person_id, whom in (called.own | called.beside).items()
        if person_id not in known
    ]
    await ESCALATIONS(uow).add_calls(incident.id, fresh)
    picks = [EscalationPick(at=now, whom=call.whom, person_id=call.person_id) for call in fresh]
    short = [EscalationPick(at=now, whom=rung, person_id=None) for rung in Rung if rung in called.short and not again]
    await ESCALATION_PICKS(uow).add(incident.id, [*picks, *short])
    await card.show(uow, now, incident)
    await _ring_own(uow, now, incident, called, after.steps if again else None)
    await _ask_beside(uow, now, incident, called)


async def _ring_own(
    uow: UnitOfWork, now: datetime, incident: Incident, called: CalledPeople, again: int | None
) -> None:
    """Ring people of the town's desk: on every app of theirs, and `again` and again on one after the other."""
    contacts = [one.id for one in _by_turns(called, again) if one.person_id in called.own]
    nobody = tuple(text(f"escalation.short.{rung}") for rung in Rung if rung in called.short and again is None)
    lane = await lane_of(uow, incident, await REPORTS(uow).taps(incident.id))
    waits = Text("desk.unclaimed", {"number": incident.number, "at": incident.opened_at})
    notice = Notice(parts=(waits, *nobody), subject_id=incident.id, internal=True, lane=lane)
    if contacts:
        await uow.mail.post(notice, contacts, now)


async def _ask_beside(uow: UnitOfWork, now: datetime, incident: Incident, called: CalledPeople) -> None:
    """Ask dispatchers of other towns to take it. They read town and number, and the rest when they have it."""
    contacts = [one.id for one in called.contacts if one.person_id in called.beside]
    if not contacts:
        return
    town = (await uow.network()).town(incident.town_id)
    asked = text("escalation.beside", town=town.name if town else "?", number=incident.number, at=incident.opened_at)
    take = CoverDesk(incident.id).choice(text("choice.escalation.cover"))
    notice = Notice(parts=(asked,), kind=Kind.REMINDER, internal=True, expires_at=now + ASK_LASTS)
    await uow.mail.post(notice.only(DESK).with_choices((take,)), contacts, now)


def _by_turns(called: CalledPeople, again: int | None) -> list[Contact]:
    """Return all contacts; of who is rung `again` for the so manieth time one, another at each time."""
    if again is None:
        return list(called.contacts)
    theirs: dict[int, list[Contact]] = {}
    for one in sorted(called.contacts, key=lambda contact: contact.id):
        theirs.setdefault(one.person_id, []).append(one)
    return [contacts[again % len(contacts)] for contacts in theirs.values()]
