"""Verifiers are asked ring by ring, until enough go: five at once, then four, then three, two minutes apart."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from alerts.incidents import card, deadlines, desk, timings
from alerts.incidents.escalations import raise_escalation
from alerts.incidents.incident import OPEN, UNDECIDED, Incident, PickedBy, Report, State, Verification, VerifierState
from alerts.incidents.outgoing_words import as_sent
from alerts.incidents.ports import INCIDENTS, VERIFICATIONS
from alerts.incidents.practice import announced_of
from alerts.incidents.verifier_choice import free_people, looks_of
from alerts.incidents.verifier_quota import coming, last_ring, missing, next_ring_size
from alerts.incidents.verifier_texts import question
from alerts.notices import Notice, text
from alerts.people.person import Person
from alerts.understanding.sending import OLD
from alerts.work.chat_copies import CHAT_COPIES
from alerts.work.unit_of_work import UnitOfWork

_WIDENED = frozenset({State.REPORTED, State.VERIFYING})
"""States in which the next ring is asked by itself: nobody has said yet what it is."""


@dataclass(frozen=True, kw_only=True)
class _Wanted:
    """Whom to ask next: so many new ones at most, in this ring; `widely`: of neighboring towns too."""

    number: int
    ring: int
    widely: bool


@dataclass(frozen=True, kw_only=True)
class _Next:
    """Who is asked next: those not asked yet (ids), each with why, or some once more."""

    fresh: dict[int, PickedBy] = field(default_factory=dict)
    again: list[Verification] = field(default_factory=list)

    @property
    def person_ids(self) -> list[int]:
        """Whom that is."""
        return [*self.fresh, *(look.person_id for look in self.again)]


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


async def ask(uow: UnitOfWork, now: datetime, incident: Incident, *, by_desk: bool = False) -> int:
    """Ask who stands by, else the next ring: only those added. Return how many were asked.

    `by_desk`: a dispatcher wants it, also beyond those who are asked by itself.
    """
    if incident.town_id is None or not incident.place.usable:
        return 0
    looks = await looks_of(uow, incident)
    asked = await _ask(uow, now, incident, looks, _ring(looks, by_desk=by_desk))
    await uow.deadlines.set(deadlines.NEXT_RING, incident.id, now + timings.RING_WAITS)
    return asked


async def whom_to_ask(uow: UnitOfWork, now: datetime, incident: Incident) -> list[Person]:
    """Return whom `ask` would ask now, for a dispatcher."""
    if incident.town_id is None or not incident.place.usable:
        return []
    looks = await looks_of(uow, incident)
    after = await _next(uow, now, incident, looks, _ring(looks, by_desk=True))
    people = [await uow.people.get(person_id) for person_id in after.person_ids]
    return [person for person in people if person is not None]


def _ring(looks: Sequence[Verification], *, by_desk: bool) -> _Wanted:
    ring = last_ring(looks)
    return _Wanted(number=next_ring_size(looks, by_desk=by_desk), ring=ring + 1, widely=ring > 0)


async def enough_go(uow: UnitOfWork, now: datetime, incident: Incident) -> bool:
    """Say whether so many are on the way that nobody more is to be asked, whoever wants it."""
    going = [look for look in coming(await looks_of(uow, incident), now) if look.state is VerifierState.GOING]
    return len(going) >= timings.QUOTA


async def next_ring(uow: UnitOfWork, now: datetime, incident_id: int) -> None:
    """Ask the next ring where too few go; where nobody is left to ask, ring the desk with what is short."""
    incident = await INCIDENTS(uow).get(incident_id)
    if incident is None or incident.state not in _WIDENED or incident.muted or not incident.may_alert:
        return
    looks = await looks_of(uow, incident)
    if not missing(looks, now):
        return
    if await ask(uow, now, incident):
        await card.show(uow, now, incident, major=False)
        return
    asked_at = [look.asked_at for look in looks if look.state is VerifierState.ASKED]
    answers_by = max(asked_at, default=now - timings.RING_WAITS) + timings.RING_WAITS
    if answers_by > now:
        # Somebody was asked in between, in place of another: they have their two minutes.
        await uow.deadlines.set(deadlines.NEXT_RING, incident.id, answers_by)
        return
    await uow.deadlines.call_off(incident.id, deadlines.NEXT_RING)
    await _ring_short(uow, now, incident, looks)


async def ask_instead(uow: UnitOfWork, now: datetime, incident: Incident, *, went: bool = False) -> None:
    """Ask one more in place of somebody who does not come; ring the desk where nobody is left to ask.

    `went`: they had said that they go.
    """
    looks = await looks_of(uow, incident)
    if incident.state not in UNDECIDED or incident.muted or not missing(looks, now):
        return
    room = min(1, next_ring_size(looks, by_desk=False))
    wanted = _Wanted(number=room, ring=max(last_ring(looks), 1), widely=False)
    if await _ask(uow, now, incident, looks, wanted):
        await uow.deadlines.set_latest(deadlines.NEXT_RING, incident.id, now + timings.RING_WAITS)
    elif all(look.state is VerifierState.CANNOT for look in looks):
        # It would wait for nothing.
        await uow.deadlines.call_off(incident.id, deadlines.NEXT_RING)
        await desk.ring(uow, now, incident, Notice.of("desk.nobody_left", number=incident.number))
        await raise_escalation(uow, now, incident)
    elif went:
        await uow.deadlines.set_latest(deadlines.NEXT_RING, incident.id, now + timings.RING_WAITS)


async def quota_filled(uow: UnitOfWork, now: datetime, incident: Incident, looks: Sequence[Verification]) -> None:
    """Ask nobody more, and tell who was asked and has not answered, by editing their question: it makes no sound."""
    await uow.deadlines.call_off(incident.id, deadlines.NEXT_RING)
    asked = [look for look in looks if look.state is VerifierState.ASKED]
    if not asked:
        return
    await VERIFICATIONS(uow).release([look.id for look in asked])
    enough = Notice(parts=(*await announced_of(uow, incident), text("verify.enough", number=incident.number)))
    subjects = sorted({look.incident_id for look in asked} | {incident.id})
    await CHAT_COPIES(uow).close_questions(subjects, {look.person_id for look in asked}, enough, now)


async def _next(
    uow: UnitOfWork, now: datetime, incident: Incident, looks: Sequence[Verification], wanted: _Wanted
) -> _Next:
    """Return who is next: who stands by; else who was not asked yet; else who was told that enough go."""
    free = await free_people(uow, now, incident, looks, widely=wanted.widely)
    standing = _again(looks, VerifierState.STANDING_BY, free, missing(looks, now))
    if standing:
        return _Next(again=standing)
    known = {look.person_id for look in looks}
    fresh = [id_ for id_ in free if id_ not in known][: wanted.number]
    if fresh:
        return _Next(fresh={id_: free[id_] for id_ in fresh})
    return _Next(again=_again(looks, VerifierState.RELEASED, free, missing(looks, now)))


async def _ask(
    uow: UnitOfWork, now: datetime, incident: Incident, looks: Sequence[Verification], wanted: _Wanted
) -> int:
    """Ask who is next. Return how many they are."""
    after = await _next(uow, now, incident, looks, wanted)
    if after.fresh:
        await VERIFICATIONS(uow).add(incident.id, after.fresh, wanted.ring, now)
    if after.again:
        await VERIFICATIONS(uow).ask_again([look.id for look in after.again], wanted.ring, now)
    first = [text("verify.needed", number=incident.number)] if after.again else []
    practice = await announced_of(uow, incident) if after.person_ids else ()
    await uow.mail.to_persons(after.person_ids, question(as_sent(uow, incident), now, *practice, *first), now)
    return len(after.person_ids)


def _again(looks: Sequence[Verification], state: VerifierState, free: Collection[int], most: int) -> list[Verification]:
    """Return who of these may be asked once more, who answered first (or was asked first) at the head."""
    here = [look for look in looks if look.state is state and look.person_id in free]
    return sorted(here, key=lambda look: (look.answered_at or look.asked_at, look.id))[:most]


async def _ring_short(uow: UnitOfWork, now: datetime, incident: Incident, looks: Sequence[Verification]) -> None:
    going = len(coming(looks, now))
    short = Notice.of("desk.short", number=incident.number, going=going, quota=timings.QUOTA)
    await desk.ring(uow, now, incident, short)
    await card.show(uow, now, incident, major=False)
