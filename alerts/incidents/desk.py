"""The desk of a town: who is rung, who may decide, who has an incident in hand."""

from dataclasses import dataclass, replace
from datetime import datetime

from alerts.audit.deed import Action
from alerts.incidents import deadlines, timings
from alerts.incidents.escalations import ESCALATIONS
from alerts.incidents.incident import OPEN, Incident, State
from alerts.incidents.lead_room import lane_of, waits_for_room
from alerts.incidents.lifecycle import Event, after
from alerts.incidents.ports import INCIDENTS
from alerts.incidents.recording_decisions import record_decision
from alerts.notices import Lane, Notice, Text, Value, text
from alerts.people.naming import named
from alerts.people.person import DESK, Person, Role
from alerts.work.on_duty import ON_DUTY
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class DeskContacts:
    """A town's desk, as contacts that can be reached: a desk is rung on every transport it uses."""

    rung: list[int]
    """Who is on duty, else the town's dispatchers, else its coordinators; and who is concerned besides."""
    everybody: list[int]
    """The coordinators too."""
    people: frozenset[int]
    """The ids of the persons who are rung."""


async def desk_contacts(
    uow: UnitOfWork, now: datetime, town_id: int | None, incident: Incident | None = None
) -> DeskContacts:
    """Return who is rung at a town's desk, and who may look at its cards: nobody who is away, if others are there.

    Where somebody is on duty who can be reached, no other dispatcher is rung. `incident`: but for who has this one in
    hand, and whom escalation has rung about it.
    """
    people = await uow.people.with_role(DESK, town_id)
    contacts = [one for one in await uow.contacts.of_all([person.id for person in people]) if one.reachable]
    here = {person.id for person in people if not person.away}
    if any(one.person_id in here for one in contacts):
        # Else a report would ring nobody, which is worse than a message to who is away.
        people = [person for person in people if not person.away]
        contacts = [one for one in contacts if one.person_id in here]
    dispatchers = {person.id for person in people if person.has(frozenset({Role.DISPATCHER}), town_id)}
    reached = {contact.person_id for contact in contacts}
    on_duty = {seat.person_id for seat in await ON_DUTY(uow).at(now, town_id)} & reached
    rung = on_duty or (dispatchers & reached) or reached
    if incident is not None and incident.card_id is not None:
        # Before its first card nobody has it, and nobody was rung about it.
        rung = rung | {call.person_id for call in await ESCALATIONS(uow).calls(incident.id)}
        rung = rung | ({incident.holder_id} if incident.holder_id is not None else set())
    return DeskContacts(
        rung=[contact.id for contact in contacts if contact.person_id in rung],
        everybody=[contact.id for contact in contacts],
        people=frozenset(contact.person_id for contact in contacts if contact.person_id in rung),
    )


async def ring(
    uow: UnitOfWork,
    now: datetime,
    incident: Incident,
    notice: Notice,
    *,
    coordinators: bool = False,
    plea: bool = False,
) -> None:
    """Send a new message, as an edit makes no sound, to everybody at the desk; with `coordinators` to them too.

    Of what only muted people reported, or what waits for room in the chat, nobody is rung. `plea`: it waits behind
    nothing, whoever it is from.
    """
    if incident.muted or (not plea and await waits_for_room(uow, incident)):
        return
    here = await desk_contacts(uow, now, incident.town_id, incident)
    contacts = here.everybody if coordinators else here.rung
    lane = Lane.REPLY if plea else await lane_of(uow, incident)
    await uow.mail.post(replace(notice, lane=lane, subject_id=incident.id, internal=True), contacts, now)


async def seen_by(uow: UnitOfWork, incident_id: int | None, person: Person) -> Incident | Refused:
    """Return the incident to somebody who may work its desk; to others a plain refusal that reveals nothing."""
    incident = await INCIDENTS(uow).get(incident_id) if incident_id is not None else None
    if incident is None or not person.has(DESK, incident.town_id):
        return Refused(text("refused.role"))
    return incident


async def claim(uow: UnitOfWork, now: datetime, incident: Incident, person: Person) -> Incident | Refused:
    """Take the incident, or keep it in hand: every step of its holder starts the two minutes anew."""
    if incident.state not in OPEN:
        return Refused(await over(uow, incident))
    if incident.state is State.REPORTED:
        claimed = await INCIDENTS(uow).change(
            incident, state=after(incident.state, Event.CLAIM), holder_id=person.id, held_at=now
        )
        if claimed is None:
            # Another dispatcher was faster.
            return Refused(text("refused.changed"))
        await uow.deadlines.call_off(incident.id, deadlines.UNCLAIMED, deadlines.LEAD_ENDS)
        await uow.deadlines.set(deadlines.UNDECIDED, incident.id, now + timings.UNDECIDED[0])
        await watch(uow, now, claimed)
        await record_decision(uow, now, Action.CLAIMED, claimed, person)
        return claimed
    if incident.state is State.VERIFYING:
        if incident.holder_id != person.id and not await works_desk(uow, incident.holder_id, incident.town_id):
            # Whoever had it is not at this desk any more.
            taken = await INCIDENTS(uow).change(incident, holder_id=person.id, held_at=now)
            if taken is not None:
                await watch(uow, now, taken)
                await record_decision(uow, now, Action.CLAIMED, taken, person)
            return taken or Refused(text("refused.changed"))
        if incident.holder_id != person.id:
            return Refused(text("refused.held", name=await name_of(uow, incident.holder_id), number=incident.number))
        await watch(uow, now, incident)
    return incident


async def works_desk(uow: UnitOfWork, person_id: int | None, town_id: int | None) -> bool:
    """Say whether this person may decide about incidents of that town (still)."""
    person = await uow.people.get(person_id) if person_id is not None else None
    return person is not None and person.has(DESK, town_id)


async def watch(uow: UnitOfWork, now: datetime, incident: Incident) -> None:
    """Begin the two minutes anew in which the incident's holder must do a step."""
    await uow.deadlines.set(deadlines.CLAIM_NUDGE, incident.id, now + timings.CLAIM_NUDGE)
    await uow.deadlines.set(deadlines.CLAIM_LAPSE, incident.id, now + timings.CLAIM_LAPSE)


async def rest(uow: UnitOfWork, incident: Incident) -> None:
    """Call off what is due of an incident that was decided or is over."""
    waiting = deadlines.UNCLAIMED, deadlines.CLAIM_NUDGE, deadlines.CLAIM_LAPSE, deadlines.UNDECIDED
    await uow.deadlines.call_off(incident.id, *waiting)


async def over(uow: UnitOfWork, incident: Incident) -> Text:
    """Say why nothing can be done with the incident any more, and who decided so."""
    if incident.state is State.MERGED and incident.merged_into_id is not None:
        target = await INCIDENTS(uow).get(incident.merged_into_id)
        return text("refused.merged", number=incident.number, into=target.number if target else "?")
    if incident.state is State.LAPSED:
        return text("refused.lapsed", number=incident.number)
    return text("refused.over", number=incident.number, name=await name_of(uow, incident.holder_id))


def not_to_be_alerted(incident: Incident) -> Text:
    """Say why nobody may be alerted of it: the desk said what it is, or it is private."""
    if incident.corrections.kind is not None:
        return text("refused.kind", number=incident.number, kind=text(f"kind.{incident.corrections.kind}"))
    return text("refused.private", number=incident.number)


def why_nobody_goes(incident: Incident) -> Text | None:
    """Say why nobody can be asked to look; None where they can."""
    if not incident.may_alert:
        return not_to_be_alerted(incident)
    return None if incident.place.usable else text("refused.no_place")


async def standing(uow: UnitOfWork, incident: Incident, person: Person) -> Text:
    """Say how the incident stands, to who pressed something that is not offered any more."""
    if incident.state not in OPEN:
        return await over(uow, incident)
    name = await name_of(uow, incident.holder_id)
    if incident.state is State.CONFIRMED:
        return text("refused.confirmed", number=incident.number, name=name)
    if incident.state is State.VERIFYING:
        mine = incident.holder_id == person.id
        return (
            text("toast.yours", number=incident.number)
            if mine
            else text("refused.held", number=incident.number, name=name)
        )
    return text("refused.changed")


async def name_of(uow: UnitOfWork, person_id: int | None) -> Value:
    """Return what other dispatchers call this person; "somebody" where there is none."""
    person = await uow.people.get(person_id) if person_id is not None else None
    return named(person) if person else text("desk.somebody")
