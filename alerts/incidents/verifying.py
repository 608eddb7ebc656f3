"""Verifiers: who is asked to go and look, what they are asked, and what their answer changes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from alerts.incidents import card, deadlines, desk, timings
from alerts.incidents.after_end import look_after_end
from alerts.incidents.corrections import CorrectedField
from alerts.incidents.escalations import raise_escalation
from alerts.incidents.incident import OPEN, Incident, Reply, Report, State, Verification, VerifierState
from alerts.incidents.merged_into import survivor
from alerts.incidents.observations import still_trained, without_observer
from alerts.incidents.outgoing_words import as_sent, place_for_sent
from alerts.incidents.ports import ANSWERS, INCIDENTS, REPORTS, VERIFICATIONS
from alerts.incidents.practice import announced_of
from alerts.incidents.seen import seen_at
from alerts.incidents.silence import silent
from alerts.incidents.taps import Look
from alerts.notices import BLANK, Kind, Lane, Notice, Pin, Quote, Text, text
from alerts.people.person import DESK, Person, Role
from alerts.places.phrase import phrase
from alerts.places.place import Place
from alerts.understanding.sending import OLD
from alerts.work.unit_of_work import UnitOfWork

ETAS = (5, 15)
"""Minutes offered with "going"."""
AFTER_ALERT = {
    VerifierState.GOING: Reply.ON_MY_WAY,
    VerifierState.SEEN: Reply.ON_THE_SCENE,
    VerifierState.CANNOT: Reply.CANNOT,
}
"""What an answer to the question to look says, once the alert is out: the same as one to the alert."""


async def ask_at_once(uow: UnitOfWork, now: datetime, incident: Incident, report: Report) -> int:
    """Ask verifiers while the desk wakes, where a verified member saw it and said where. Return how many were asked.

    A raid may last three minutes: it must not wait for a sleepy tap.
    """
    if not (report.verified and report.first_hand and incident.place.usable and incident.town_id is not None):
        return 0
    if incident.muted or not incident.may_alert or incident.time_unclear or now - incident.observed_at > OLD:
        # Told by who is muted; nothing to go to, as it was told or as the desk says; or too old to go by itself.
        return 0
    if incident.state not in OPEN or await VERIFICATIONS(uow).of(incident.id):
        return 0
    return await ask(uow, now, incident)


async def ask(uow: UnitOfWork, now: datetime, incident: Incident, number: int = timings.VERIFIERS) -> int:
    """Ask the nearest available trained responders to look. Return how many were asked."""
    chosen = await whom_to_ask(uow, incident, number)
    if not chosen:
        return 0
    practice = await announced_of(uow, incident)
    for person in chosen:
        look = await VERIFICATIONS(uow).add(incident.id, person.id, now)
        await uow.mail.to_person(person.id, question(as_sent(uow, incident), look, now, *practice), now)
    return len(chosen)


async def whom_to_ask(uow: UnitOfWork, incident: Incident, number: int = timings.VERIFIERS) -> list[Person]:
    """Return whom `ask` would ask to look now."""
    if incident.town_id is None or not incident.place.usable:
        return []
    return nearest(
        await _available(uow, incident),
        incident.town_id,
        await VERIFICATIONS(uow).last_asked(
            [p.id for p in await uow.people.with_role(frozenset({Role.RESPONDER}), incident.town_id)]
        ),
        number,
    )


async def _available(uow: UnitOfWork, incident: Incident) -> list[Person]:
    """Return who may be asked: trained, reachable, not at this desk, no reporter, not asked yet, not on the way.

    And here, and safe to be written to, as far as we know.
    """
    reporters = await REPORTS(uow).reporters(incident.id)
    asked = {look.person_id for look in await VERIFICATIONS(uow).of(incident.id)}
    busy = await VERIFICATIONS(uow).busy()
    left_out = reporters | asked | busy | await silent(uow)
    people = await uow.people.with_role(frozenset({Role.RESPONDER}), incident.town_id)
    free = [p for p in people if p.id not in left_out and not p.away and not p.has(DESK, incident.town_id)]
    reachable = await uow.contacts.reachable([person.id for person in free])
    return [person for person in free if person.id in reachable]


def nearest(people: Iterable[Person], town_id: int, last_asked: dict[int, datetime], number: int) -> list[Person]:
    """Return so many of these people, the town's own first, then whoever was asked longest ago.

    That is as near as we know: we keep nobody's position.
    """
    return sorted(
        people,
        key=lambda p: (
            town_id not in p.own_towns(),
            last_asked[p.id].timestamp() if p.id in last_asked else 0.0,
            p.id,
        ),
    )[:number]


def question(incident: Incident, look: Verification, now: datetime, *before: Text) -> Notice:
    """Ask whether they can go and look; `before` stands above it."""
    going = tuple(Look(VerifierState.GOING, look.id, eta).choice(text("choice.going", minutes=eta)) for eta in ETAS)
    return Notice(
        parts=(
            *before,
            text("verify.ask", number=incident.number),
            where(incident.place),
            text("verify.observed", at=seen_at(incident.observed_at, unclear=incident.time_unclear)),
            BLANK,
            text("verify.approach"),
            text("verify.look_for"),
            text("verify.back", minutes=minutes(timings.REPORT_BACK)),
            text("verify.rules"),
        ),
        choices=(
            going,
            (
                Look(VerifierState.SEEN, look.id).choice(text("choice.seen")),
                Look(VerifierState.NOTHING, look.id).choice(text("choice.nothing")),
            ),
            (Look(VerifierState.CANNOT, look.id).choice(text("choice.cannot")),),
        ),
        kind=Kind.ASK,
        internal=True,
        lane=Lane.ALERT,
        subject_id=incident.id,
        expires_at=now + timings.ASK_LASTS,
    )


def where(place: Place) -> Text:
    """Say where it is, to somebody who goes there."""
    if place.words and place.point:
        return text("place.both", place=Quote(place.words, 120), link=place.link)
    if place.words:
        return text("place.words", place=Quote(place.words, 120))
    return text("place.point", link=place.link)


def minutes(span: timedelta) -> int:
    """Return the whole minutes of a span."""
    return int(span.total_seconds() // 60)


async def answer(
    uow: UnitOfWork, now: datetime, incident: Incident, person: Person, state: VerifierState, eta: int | None = None
) -> list[Notice]:
    """Keep a verifier's answer, and tell the desk at once. Return what the verifier is told."""
    look = next((look for look in await VERIFICATIONS(uow).of(incident.id) if look.person_id == person.id), None)
    may_begin = person.has(frozenset({Role.RESPONDER}), incident.town_id)
    if not still_trained(person, incident) or (look is None and not may_begin):
        # Somebody else was asked in their place when they lost the role or left the town (stepping_down.py).
        return [Notice.of("refused.lost_role")]
    if look is None:
        return [Notice.of("refused.not_yours")]
    incident = await survivor(uow, incident)
    if incident.state not in OPEN:
        return await look_after_end(uow, now, incident, look, state, eta)
    if look.state is state and state is not VerifierState.GOING:
        return [Notice.of("toast.known")]
    eta_at = now + timedelta(minutes=eta) if eta is not None else None
    await VERIFICATIONS(uow).record(look.id, state, now, eta_at)
    await _watch(uow, look, state, eta_at)
    if incident.state is State.CONFIRMED and state in AFTER_ALERT:
        await ANSWERS(uow).save(incident.id, person.id, AFTER_ALERT[state], now)
    if state is VerifierState.SEEN:
        # The desk's word when it was seen stands; that it is seen now, the desk is rung with.
        by_desk = CorrectedField.TIME in incident.corrections.fields
        observed = {} if by_desk else {"observed_at": now, "time_unclear": False}
        incident = await INCIDENTS(uow).change(incident, observer_id=person.id, **observed) or incident
    elif look.state is VerifierState.SEEN:
        incident = await without_observer(uow, incident, look)
    await _tell_desk(uow, now, incident, state, took_back=look.state is VerifierState.SEEN)
    if state is VerifierState.CANNOT:
        await ask_instead(uow, now, incident)
    major = VerifierState.SEEN in (look.state, state) or state is VerifierState.NOTHING
    await card.show(uow, now, incident, major=major)
    return [Notice.of(f"look.{state}"), *(pin(as_sent(uow, incident)) if state is VerifierState.GOING else [])]


async def ask_instead(uow: UnitOfWork, now: datetime, incident: Incident) -> None:
    """Ask one more, in place of somebody who cannot look; ring the desk where nobody is left to ask."""
    if not await ask(uow, now, incident, 1):
        await _nobody_left(uow, now, incident)


async def look_of(uow: UnitOfWork, now: datetime, incident: Incident, person: Person) -> Verification:
    """Return this person's look at the incident; who went there without being asked begins one."""
    looks = await VERIFICATIONS(uow).of(incident.id)
    own = next((look for look in looks if look.person_id == person.id), None)
    return own or await VERIFICATIONS(uow).add(incident.id, person.id, now)


async def _nobody_left(uow: UnitOfWork, now: datetime, incident: Incident) -> None:
    """Ring the desk where everybody who was asked cannot, and nobody else is free: it would wait for nothing."""
    looks = await VERIFICATIONS(uow).of(incident.id)
    if incident.state is not State.CONFIRMED and all(look.state is VerifierState.CANNOT for look in looks):
        await desk.ring(uow, now, incident, Notice.of("desk.nobody_left", number=incident.number))
        await raise_escalation(uow, now, incident)


async def hold(uow: UnitOfWork, now: datetime, incident: Incident) -> None:
    """Tell who was sent to look that its reporter takes it back: they wait for the desk."""
    waiting = (VerifierState.ASKED, VerifierState.GOING)
    sent = {look.person_id for look in await VERIFICATIONS(uow).of(incident.id) if look.state in waiting}
    trained = {one.id for one in await uow.people.with_role(frozenset({Role.RESPONDER}), None)}
    whom = sorted((sent & trained) - await silent(uow, [incident.id]))
    notice = Notice.of("verify.taken_back", number=incident.number, place=phrase(place_for_sent(uow, incident.place)))
    await uow.mail.to_persons(whom, replace(notice, lane=Lane.ALERT, subject_id=incident.id, internal=True), now)


def pin(incident: Incident) -> list[Notice]:
    """Return the place on the map, for who goes there; nothing where we have words only."""
    if incident.place.point is None:
        return []
    latitude, longitude = incident.place.point
    here = Pin(latitude, longitude, incident.place.words or f"#{incident.number}")
    words = (text("place.pin", number=incident.number),)
    return [Notice(parts=words, pin=here, kind=Kind.REMINDER, subject_id=incident.id, internal=True)]


async def _watch(uow: UnitOfWork, look: Verification, state: VerifierState, eta_at: datetime | None) -> None:
    if state is VerifierState.GOING and eta_at is not None:
        await uow.deadlines.set(deadlines.VERIFIER_OVERDUE, look.id, eta_at + timings.REPORT_BACK)
    else:
        await uow.deadlines.call_off(look.id, deadlines.VERIFIER_OVERDUE)


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
