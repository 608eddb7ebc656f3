"""Update, all clear, false alarm: to exactly those who were told; the outcome to who reported and who looked."""

import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from alerts.audit.deed import Action
from alerts.incidents import card, deadlines, desk, family_waiting, standing_down, taps, timings
from alerts.incidents.corrections import CorrectedField
from alerts.incidents.incident import Incident, OtherAgency, State
from alerts.incidents.lifecycle import Event, after
from alerts.incidents.observations import observations
from alerts.incidents.outgoing_words import place_for_everybody, place_for_sent
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.practice import announced_of
from alerts.incidents.recording_decisions import record_decision
from alerts.incidents.silence import silent
from alerts.incidents.told import told_ids
from alerts.notices import Kind, Lane, Notice, Text, Value, text
from alerts.people.person import Person
from alerts.places.phrase import phrase
from alerts.places.place import Place
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

ENDS: dict[Event, tuple[str, str]] = {
    Event.ALL_CLEAR: ("closing.all_clear", "over"),
    Event.CANCEL: ("closing.false_alarm", "not_found"),
    Event.DISMISS: ("closing.false_alarm", "not_found"),
    Event.CLOSE: ("closing.all_clear", "unchecked"),
    Event.HANDLE: ("closing.all_clear", "handled"),
}
"""For each way to end: what the told hear, and the outcome that reporters and verifiers hear."""
RECORDED = {
    Event.ALL_CLEAR: Action.ALL_CLEAR,
    Event.CANCEL: Action.CANCELLED,
    Event.DISMISS: Action.DISMISSED,
    Event.CLOSE: Action.CLOSED,
    Event.HANDLE: Action.HANDLED,
    Event.NOT_IMMIGRATION: Action.NOT_IMMIGRATION,
}
"""For each way to end: how the audit log calls it."""
NOT_IMMIGRATION: dict[OtherAgency, tuple[str, str]] = {
    OtherAgency.POLICE: ("closing.police", "police"),
    OtherAgency.OTHERS: ("closing.others", "others"),
}
"""The same where it was not immigration, by who it was."""
DISPUTED = ("closing.disputed", "disputed")
"""The same where a trained observer says that they see agents: nobody hears that there is no need to go."""


def place_told(incident: Incident) -> Place:
    """Return the place that those who were told know: the end of what they never heard of would tell them nothing."""
    told = incident.corrections.told_place
    return told if told is not None and incident.confirmed_at is not None else incident.place


def mark_of_where(incident: Incident) -> int:
    """Return a number that stands for the place and the town that the end of the incident names."""
    return zlib.crc32(repr((incident.place, incident.town_id)).encode())


async def people_who_hear(uow: UnitOfWork, incident: Incident) -> int:
    """Count who was told and hears what comes of it: not who said since then that it is not safe to write to them."""
    if incident.confirmed_at is None:
        return 0
    ids = await told_ids(uow, incident)
    counts = await uow.mail.counts(ids, incident.confirmed_at)
    not_safe = await silent(uow, ids)
    left_out = len(not_safe & await uow.mail.told_persons(ids)) if not_safe else 0
    return max(counts.delivered + counts.unsure - left_out, 0)


async def end(
    uow: UnitOfWork,
    now: datetime,
    incident: Incident,
    person: Person,
    event: Event,
    instead: OtherAgency = OtherAgency.OTHERS,
    *,
    ring: bool = True,
) -> Text | Refused:
    """Close an incident; deliveries not sent yet are withdrawn in the same transaction. Return what to answer.

    `instead`: who it was, where it was not immigration. `ring`: the desk hears of it; who ends many says so once.
    """
    # What nobody has in hand yet is claimed first, below.
    if after(incident.state, event) is None and incident.state is not State.REPORTED:
        return Refused(await why_not(uow, incident))
    held = await desk.claim(uow, now, incident, person) if incident.state is not State.CONFIRMED else incident
    if isinstance(held, Refused):
        return held
    state = after(held.state, event)
    closed = await INCIDENTS(uow).change(held, state=state, holder_id=person.id, closed_at=now) if state else None
    if closed is None:
        return Refused(text("refused.changed"))
    await record_decision(uow, now, RECORDED[event], closed, person)
    await desk.rest(uow, closed)
    await uow.deadlines.call_off(closed.id, deadlines.ALERT_EXPIRES, deadlines.NEXT_RING)
    await uow.deadlines.set(deadlines.PURGE, closed.id, now + (await uow.retention()).of(timings.KEPT))
    await uow.deadlines.set(deadlines.CLOSE_COPIES, closed.id, now + timings.COPIES_STAY)
    key, outcome = await _words(uow, closed, event, instead)
    await _tell(uow, now, closed, key)
    # Of what could not be checked, those who had reported it by then heard so when that was said.
    since = closed.held_at if event is Event.CLOSE else None
    await tell_outcome(uow, now, closed, outcome, verifiers=True, since=since)
    await card.show(uow, now, closed)
    if ring:
        name = await desk.name_of(uow, person.id)
        ended = Notice.of(f"desk.ended.{event}", number=closed.number, name=name)
        await desk.ring(uow, now, closed, ended.with_choices((taps.Reopen().choice(text("choice.reopen")),)))
    return text("toast.ended" if closed.confirmed_at is not None else "toast.laid_down", number=closed.number)


async def _words(uow: UnitOfWork, incident: Incident, event: Event, instead: OtherAgency) -> tuple[str, str]:
    if await _disputed(uow, incident, event):
        return DISPUTED
    return NOT_IMMIGRATION[instead] if event is Event.NOT_IMMIGRATION else ENDS[event]


async def _disputed(uow: UnitOfWork, incident: Incident, event: Event) -> bool:
    """Say whether "I see it" stands against what is said of the end.

    "It is over" follows upon it. That it was none takes back why it was confirmed, but not what was seen since.
    """
    return event is not Event.ALL_CLEAR and await is_seen_still(uow, incident)


async def is_seen_still(uow: UnitOfWork, incident: Incident) -> bool:
    """Say whether a trained observer sees it, as of what they said since the alert where there is one."""
    since = incident.confirmed_at
    observers = (await observations(uow, incident)).observers
    return any(since is None or (look.answered_at is not None and look.answered_at > since) for look in observers)


async def cannot_verify(uow: UnitOfWork, now: datetime, incident: Incident, person: Person) -> Text | Refused:
    """Note that nobody could find out: the incident stays open, and whoever reported it hears so."""
    held = await desk.claim(uow, now, incident, person)
    if isinstance(held, Refused):
        return held
    state = after(held.state, Event.CANNOT_VERIFY)
    changed = await INCIDENTS(uow).change(held, state=state, held_at=now) if state else None
    if changed is None:
        return Refused(await why_not(uow, held))
    await record_decision(uow, now, Action.UNVERIFIABLE, changed, person)
    await desk.rest(uow, changed)
    await uow.deadlines.set(deadlines.UNDECIDED, changed.id, now + timings.UNDECIDED[0])
    await tell_outcome(uow, now, changed, "unchecked", verifiers=False)
    await card.show(uow, now, changed)
    return text("toast.unverifiable", number=changed.number)


async def why_not(uow: UnitOfWork, incident: Incident) -> Text:
    """Say why that cannot happen to the incident (any more)."""
    return text("refused.changed") if incident.closed_at is None else await desk.over(uow, incident)


async def _tell(uow: UnitOfWork, now: datetime, incident: Incident, key: str) -> None:
    ids = await told_ids(uow, incident)
    await uow.mail.withdraw(ids)
    if incident.confirmed_at is None:
        # Nobody was told, or not since it was opened again: they have heard the end of what they were told.
        return
    moved = incident.corrections.told_town_id if CorrectedField.TOWN in incident.corrections.untold else None
    town = (await uow.network()).town(incident.town_id if moved is None else moved)
    at: Value = incident.confirmed_at
    place = place_told(incident)
    near, wide = phrase(place_for_sent(uow, place)), phrase(place_for_everybody(uow, place))
    name = town.name if town else ""
    first = await announced_of(uow, incident)
    await send_to_told(
        uow,
        now,
        ids,
        to_told(incident, Kind.CLOSING, *first, Text(f"{key}.responders", {"place": near, "at": at})),
        to_told(incident, Kind.CLOSING, *first, Text(f"{key}.community", {"place": wide, "at": at, "town": name})),
        # To who lost somebody it is not over; who drives reads first what to do.
        but=await family_waiting.families(uow, ids) | await standing_down.on_their_way(uow, incident),
    )
    await standing_down.tell_told(uow, now, incident, Text(f"{key}.responders", {"place": near, "at": at}), first)


async def send_to_told(
    uow: UnitOfWork,
    now: datetime,
    ids: Sequence[int],
    responders: Notice,
    community: Notice,
    but: frozenset[int] = frozenset(),
) -> int:
    """Post it to exactly those who were told, each in their reader's words; return how many people they are.

    `but`: persons who hear something else. Who said since then that it is not safe to write to them hears nothing.
    """
    left_out = {*but, *await silent(uow, ids)}
    await uow.mail.to_told_groups(community, ids, now)
    goers = await uow.mail.to_told(responders, ids, now, responders=True, but=left_out)
    return goers + await uow.mail.to_told(community, ids, now, responders=False, but=left_out)


def to_told(incident: Incident, kind: Kind, *parts: Text) -> Notice:
    """Make a notice to those who were told: an answer to the alert that they got."""
    return Notice(parts=parts, kind=kind, lane=Lane.ALERT, subject_id=incident.id, refers=True)


async def tell_outcome(
    uow: UnitOfWork,
    now: datetime,
    incident: Incident,
    outcome: str,
    *,
    verifiers: bool,
    since: datetime | None = None,
) -> None:
    """Tell who reported it, and with `verifiers` who was asked to look, how it ended; but not who hears it as told.

    `since`: who had reported it by then is left out, having heard it before.
    """
    ids = await told_ids(uow, incident)
    told = await uow.mail.told_persons(ids) if incident.confirmed_at is not None else frozenset()
    reporters = {person_id for i in ids for person_id in await REPORTS(uow).reporters(i)}
    heard = {id_ for i in ids for id_ in await REPORTS(uow).reporters(i, until=since)} if since is not None else set()
    not_safe = await silent(uow, ids)
    # To who lost somebody it is not over, whatever became of the incident.
    lost = await family_waiting.families(uow, ids)
    whom = sorted(reporters - told - heard - not_safe - lost)
    first = await announced_of(uow, incident)
    place = place_for_everybody(uow, incident.place)
    ended = _outcome(incident, f"outcome.{outcome}", place, first)
    if incident.confirmed_at is None:
        # Nobody was alerted, so it can wait: thousands of a stranger's leads that lapse must not stand before an alert.
        ended = replace(ended, lane=Lane.REST)
    await uow.mail.to_persons(whom, ended, now)
    if verifiers:
        await family_waiting.stand_by(uow, now, incident, lost - not_safe)
        key, place = f"outcome.verifier.{outcome}", place_for_sent(uow, incident.place)
        but = told | reporters | not_safe
        await standing_down.tell_end(uow, now, incident, _outcome(incident, key, place, first), but)


def _outcome(incident: Incident, key: str, place: Place, first: tuple[Text, ...]) -> Notice:
    return Notice(parts=(*first, text(key, place=phrase(place))), lane=Lane.ALERT, subject_id=incident.id)
