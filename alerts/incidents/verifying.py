"""What verifiers answer, and what that changes."""

from dataclasses import replace
from datetime import datetime, timedelta

from alerts.incidents import card, deadlines, desk, verifier_rings
from alerts.incidents.after_end import look_after_end
from alerts.incidents.corrections import CorrectedField
from alerts.incidents.escalations import raise_escalation
from alerts.incidents.incident import OPEN, UNDECIDED, Incident, PickedBy, Reply, State, Verification, VerifierState
from alerts.incidents.merged_into import survivor
from alerts.incidents.observations import still_trained, without_observer
from alerts.incidents.outgoing_words import as_sent, place_for_sent
from alerts.incidents.ports import ANSWERS, INCIDENTS, VERIFICATIONS
from alerts.incidents.silence import silent
from alerts.incidents.verifier_choice import looks_of
from alerts.incidents.verifier_quota import back_at, coming, missing
from alerts.incidents.verifier_texts import go, on_the_way, pin, stand_by
from alerts.notices import Lane, Notice, text
from alerts.people.person import Person, Role
from alerts.places.phrase import phrase
from alerts.work.unit_of_work import UnitOfWork

AFTER_ALERT = {
    VerifierState.GOING: Reply.ON_MY_WAY,
    VerifierState.SEEN: Reply.ON_THE_SCENE,
    VerifierState.CANNOT: Reply.CANNOT,
}
"""What an answer to the question to look says, once the alert is out: the same as one to the alert."""


async def answer(
    uow: UnitOfWork, now: datetime, incident: Incident, person: Person, state: VerifierState, eta: int | None = None
) -> list[Notice]:
    """Keep a verifier's answer, and tell the desk at once. Return what the verifier is told.

    "Going" is an offer: where enough go already, they stand by.
    """
    look = await _own_look(uow, incident, person)
    may_begin = person.has(frozenset({Role.RESPONDER}), incident.town_id)
    if not still_trained(person, incident, look) or (look is None and not may_begin):
        # Somebody else was asked in their place when they lost the role or left the town (stepping_down.py).
        return [Notice.of("refused.lost_role")]
    if look is None:
        return [Notice.of("refused.not_yours")]
    incident = await survivor(uow, incident)
    if incident.state not in OPEN:
        return await look_after_end(uow, now, incident, look, state, eta)
    if state is VerifierState.GOING and await _is_full(uow, now, incident, look):
        return await _stand_by(uow, now, incident, look)
    if look.state is state and state is not VerifierState.GOING:
        return [Notice.of("toast.known")]
    eta_at = now + timedelta(minutes=eta) if eta is not None else None
    answered = replace(look, state=state, answered_at=now, eta_at=eta_at)
    await VERIFICATIONS(uow).record(look.id, state, now, eta_at)
    await _watch(uow, answered)
    incident = await _effects(uow, now, incident, look, answered)
    await _tell_desk(uow, now, incident, state, took_back=look.state is VerifierState.SEEN)
    if state is VerifierState.CANNOT:
        await verifier_rings.ask_instead(uow, now, incident, went=look.state is VerifierState.GOING)
    said = await _told(uow, now, incident, answered)
    major = VerifierState.SEEN in (look.state, state) or state is VerifierState.NOTHING
    await card.show(uow, now, incident, major=major)
    return said


async def _own_look(uow: UnitOfWork, incident: Incident, person: Person) -> Verification | None:
    return next((look for look in await VERIFICATIONS(uow).of(incident.id) if look.person_id == person.id), None)


async def _is_full(uow: UnitOfWork, now: datetime, incident: Incident, own: Verification) -> bool:
    """Say whether enough others go; once the alert is out everybody who can come is wanted."""
    if incident.state not in UNDECIDED:
        return False
    others = [look for look in await looks_of(uow, incident) if look.person_id != own.person_id]
    return not missing(others, now)


async def _stand_by(uow: UnitOfWork, now: datetime, incident: Incident, look: Verification) -> list[Notice]:
    if look.state is not VerifierState.STANDING_BY:
        # Whoever offered first is asked first: to offer again changes nothing.
        await VERIFICATIONS(uow).record(look.id, VerifierState.STANDING_BY, now, None)
        await uow.deadlines.call_off(look.id, deadlines.VERIFIER_OVERDUE, deadlines.VERIFIER_REPLACED)
        if look.state is VerifierState.SEEN:
            incident = await without_observer(uow, incident, look)
            await _tell_desk(uow, now, incident, VerifierState.STANDING_BY, took_back=True)
        await card.show(uow, now, incident, major=look.state is VerifierState.SEEN)
    return [stand_by(incident)]


async def _effects(
    uow: UnitOfWork, now: datetime, incident: Incident, before: Verification, answered: Verification
) -> Incident:
    """Let the answer count: as one to the alert where that is out, and for who saw it and when. Return the incident."""
    if incident.state is State.CONFIRMED and answered.state in AFTER_ALERT:
        await ANSWERS(uow).save(incident.id, answered.person_id, AFTER_ALERT[answered.state], now)
    if answered.state is VerifierState.SEEN:
        # The desk's word when it was seen stands; that it is seen now, the desk is rung with.
        by_desk = CorrectedField.TIME in incident.corrections.fields
        observed = {} if by_desk else {"observed_at": now, "time_unclear": False}
        return await INCIDENTS(uow).change(incident, observer_id=answered.person_id, **observed) or incident
    if before.state is VerifierState.SEEN:
        return await without_observer(uow, incident, before)
    return incident


async def _told(uow: UnitOfWork, now: datetime, incident: Incident, answered: Verification) -> list[Notice]:
    """Return what they are told; of who goes or was there, those who were asked hear when that is enough."""
    looks = await looks_of(uow, incident)
    if incident.state in UNDECIDED and not missing(looks, now):
        await verifier_rings.quota_filled(uow, now, incident, looks)
    if answered.state is not VerifierState.GOING:
        return [Notice.of(f"look.{answered.state}")]
    if incident.state not in UNDECIDED:
        return [Notice.of("look.going"), *pin(as_sent(uow, incident))]
    there = coming(looks, now)
    other = next((look for look in there if look.person_id != answered.person_id), None)
    return go(as_sent(uow, incident), len(there), answered.eta_at, other)


async def look_of(uow: UnitOfWork, now: datetime, incident: Incident, person: Person) -> Verification:
    """Return this person's look at the incident; who went there without being asked begins one."""
    own = await _own_look(uow, incident, person)
    return own or (await VERIFICATIONS(uow).add(incident.id, {person.id: PickedBy.CAME}, 0, now))[0]


async def hold(uow: UnitOfWork, now: datetime, incident: Incident) -> None:
    """Tell who was sent to look that its reporter takes it back: they wait for the desk."""
    await uow.deadlines.call_off(incident.id, deadlines.NEXT_RING)
    looks = await VERIFICATIONS(uow).of(incident.id)
    trained = {one.id for one in await uow.people.with_role(frozenset({Role.RESPONDER}), None)}
    may_hear = trained - await silent(uow, [incident.id])
    place = phrase(place_for_sent(uow, incident.place))
    wait = text("verify.taken_back", number=incident.number, place=place)
    for state, first in ((VerifierState.GOING, (on_the_way("verify.stop", incident),)), (VerifierState.ASKED, ())):
        whom = sorted({look.person_id for look in looks if look.state is state} & may_hear)
        notice = Notice(parts=(*first, wait), lane=Lane.ALERT, subject_id=incident.id, internal=True)
        await uow.mail.to_persons(whom, notice, now)


async def _watch(uow: UnitOfWork, look: Verification) -> None:
    await uow.deadlines.call_off(look.id, deadlines.VERIFIER_OVERDUE, deadlines.VERIFIER_REPLACED)
    if look.state is VerifierState.GOING:
        await uow.deadlines.set(deadlines.VERIFIER_OVERDUE, look.id, back_at(look))


async def _tell_desk(
    uow: UnitOfWork, now: datetime, incident: Incident, state: VerifierState, *, took_back: bool
) -> None:
    """Ring the desk for a result, and for one taken back; "going" and "can't" only count on the card."""
    if took_back:
        key = "desk.took_back_alerted" if incident.state is State.CONFIRMED else "desk.took_back"
        await desk.ring(uow, now, incident, Notice.of(key, number=incident.number, at=now))
    elif state in (VerifierState.SEEN, VerifierState.NOTHING):
        await desk.ring(uow, now, incident, Notice.of(f"desk.{state}", number=incident.number, at=now))
        if state is VerifierState.SEEN:
            await raise_escalation(uow, now, incident)
