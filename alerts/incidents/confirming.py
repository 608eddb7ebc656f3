"""Confirming: the reason, the preview of what would be said to whom, and the one tap that says exactly that."""

import secrets
from dataclasses import replace
from datetime import datetime

from alerts.audit.deed import Action
from alerts.incidents import card, closing, deadlines, desk, family_waiting, preview, taps, timings
from alerts.incidents.alert_snapshots import take_snapshot
from alerts.incidents.draft import Draft, what_changed
from alerts.incidents.incident import Basis, Incident, State
from alerts.incidents.lifecycle import Event, after
from alerts.incidents.observations import Observations, observations
from alerts.incidents.outgoing_words import place_for_sent
from alerts.incidents.ports import INCIDENTS
from alerts.incidents.preview import Previewed
from alerts.incidents.recording_decisions import record_decision
from alerts.incidents.sending_alert import send_alert
from alerts.notices import Notice, Text, text
from alerts.people.person import Person
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def start(uow: UnitOfWork, now: datetime, incident: Incident, person: Person) -> Previewed | Refused:
    """Show the preview where an observer sees it and nobody found nothing; else ask for the reason first."""
    held = await _ready(uow, now, incident, person)
    if isinstance(held, Refused):
        return held
    await record_decision(uow, now, Action.CONFIRMING, held, person)
    return await _begin(uow, now, Draft(incident_id=held.id, basis=Basis.OBSERVER), held, person)


async def _begin(uow: UnitOfWork, now: datetime, draft: Draft, incident: Incident, person: Person) -> Previewed:
    known = await observations(uow, incident)
    if known.observed and not known.found_nothing:
        return await _preview(uow, now, replace(draft, basis=Basis.OBSERVER), incident, person)
    return Previewed(draft=replace(draft, shown=None, ticket=""), notices=(_why(incident, known),))


def _why(incident: Incident, known: Observations) -> Notice:
    """Ask why to confirm it: what speaks against it first, then the reasons that there are."""
    against = []
    if known.found_nothing:
        at = known.found_nothing[-1].answered_at
        against.append(text("confirm.found_nothing", number=incident.number, at=at))
    against += [text(f"confirm.remote.{one.outcome}", at=one.at) for one in known.against_from_afar]
    ask = text("confirm.reason_observed" if known.observed else "confirm.reason", number=incident.number)
    reasons = tuple((taps.ChooseBasis(basis).choice(text(f"choice.basis.{basis}")),) for basis in known.bases)
    return Notice(parts=(*against, ask), choices=reasons, subject_id=incident.id)


async def _ready(uow: UnitOfWork, now: datetime, incident: Incident, person: Person) -> Incident | Refused:
    if incident.town_id is None:
        return Refused(text("refused.no_town"))
    if incident.state is State.CONFIRMED:
        return Refused(await desk.standing(uow, incident, person))
    if not place_for_sent(uow, incident.place).usable:
        # Nothing of it may be said: the desk writes it anew.
        return Refused(text("refused.no_place"))
    if not incident.may_alert:
        return Refused(desk.not_to_be_alerted(incident))
    held = await desk.claim(uow, now, incident, person)
    if isinstance(held, Incident) and held.version != incident.version:
        await card.show(uow, now, held)
        await family_waiting.claimed(uow, now, held)
    return held


async def again(
    uow: UnitOfWork, now: datetime, draft: Draft, incident: Incident, person: Person
) -> Previewed | Refused:
    """Show the preview after a choice or a translation: a step, so the claim's two minutes begin anew."""
    held = await _ready(uow, now, incident, person)
    if isinstance(held, Refused):
        return held
    if draft.basis not in (await observations(uow, held)).bases:
        # An old button, or what was said of it changed meanwhile.
        return await _begin(uow, now, draft, held, person)
    return await _preview(uow, now, draft, held, person)


async def _preview(uow: UnitOfWork, now: datetime, draft: Draft, incident: Incident, person: Person) -> Previewed:
    """Show both texts once, in the dispatcher's own language, then whom they reach, with the tap that sends."""
    draft = replace(draft, shown=None, ticket=secrets.token_hex(4))
    shown = await take_snapshot(uow, now, draft, incident)
    language = await _own_language(uow, person)
    texts = preview.both_texts(draft, shown, language)
    ask = await preview.question(uow, draft, shown, language)
    return Previewed(draft=replace(draft, shown=shown), notices=(*texts, ask))


async def _own_language(uow: UnitOfWork, person: Person) -> str:
    languages = (await uow.network()).languages
    return person.language if person.language in languages else languages[0]


async def in_language(
    uow: UnitOfWork, now: datetime, draft: Draft, incident: Incident, person: Person, language: str
) -> tuple[Notice, ...] | Refused:
    """Show the texts of the preview that stands in another language; empty where nothing was previewed."""
    held = await _ready(uow, now, incident, person)
    if isinstance(held, Refused):
        return held
    return preview.both_texts(draft, draft.shown, language) if draft.shown is not None else ()


async def to_me(
    uow: UnitOfWork, now: datetime, draft: Draft, incident: Incident, person: Person
) -> tuple[Notice, ...] | Refused:
    """Send what was previewed to the dispatcher alone, as it would arrive; empty where nothing was previewed."""
    held = await _ready(uow, now, incident, person)
    if isinstance(held, Refused):
        return held
    return preview.to_one(draft, draft.shown) if draft.shown is not None else ()


async def send(
    uow: UnitOfWork, now: datetime, draft: Draft, incident: Incident, person: Person
) -> Text | Refused | Previewed:
    """Confirm and alert: one guarded change of state, and in its transaction the deliveries to all who are told.

    What goes out is what was shown. Where that is not so any more, nothing does: what changed, and a fresh preview.
    """
    held = await _ready(uow, now, incident, person)
    if isinstance(held, Refused):
        return held
    shown = draft.shown
    if shown is None:
        return await _not_sent(uow, now, draft, held, person, ["old"])
    weighed = await observations(uow, held)
    present = await take_snapshot(uow, now, draft, held, weighed)
    changed = what_changed(shown, present, weighed.bases, (await uow.network()).zone)
    if changed:
        return await _not_sent(uow, now, draft, held, person, changed)
    expires_at = now + timings.ALERT_LASTS
    confirmed = await INCIDENTS(uow).change(
        held,
        state=after(held.state, Event.CONFIRM),
        holder_id=person.id,
        basis=shown.basis,
        confirmed_at=shown.at,
        expires_at=expires_at,
        tasks=shown.tasks,
        corrections=replace(held.corrections, told_place=shown.place),
    )
    if confirmed is None:
        return Refused(text("refused.changed"))
    await record_decision(uow, now, Action.SENT, confirmed, person)
    await desk.rest(uow, confirmed)
    await uow.deadlines.set(deadlines.ALERT_EXPIRES, confirmed.id, expires_at)
    await uow.deadlines.set(deadlines.TOO_FEW, confirmed.id, now + timings.TOO_FEW_AFTER)
    # Who asked for silence since then is one of few who may be missing: they are never written to.
    people = await send_alert(uow, now, replace(shown, silent=present.silent), confirmed.id, expires_at)
    await closing.tell_outcome(uow, now, confirmed, "confirmed", verifiers=False)
    await card.show(uow, now, confirmed)
    return text("toast.sent", number=confirmed.number, people=people)


async def _not_sent(
    uow: UnitOfWork, now: datetime, draft: Draft, incident: Incident, person: Person, changed: list[str]
) -> Previewed | Refused:
    """Say what is not as it was shown, and show it as it is now."""
    fresh = await again(uow, now, draft, incident, person)
    if isinstance(fresh, Refused):
        return fresh
    names = tuple(text(f"changed.{name}") for name in changed)
    why = Notice(parts=(text("confirm.changed", number=incident.number, changed=names),), subject_id=incident.id)
    return replace(fresh, notices=(why, *fresh.notices))
