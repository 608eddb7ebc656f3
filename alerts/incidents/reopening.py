"""An incident that was ended by mistake or too early is opened again, and whoever was asked to look hears so."""

from dataclasses import replace
from datetime import datetime

from alerts.audit.deed import Action
from alerts.incidents import card, deadlines, desk, timings, verifier_texts
from alerts.incidents.after_end import may_reopen, seen_since
from alerts.incidents.escalations import count_anew
from alerts.incidents.incident import OPEN, Incident, State, Verification, VerifierState
from alerts.incidents.lifecycle import Event, after
from alerts.incidents.observations import observations, still_trained
from alerts.incidents.outgoing_words import as_sent
from alerts.incidents.ports import ANSWERS, INCIDENTS, VERIFICATIONS
from alerts.incidents.practice import announced_of
from alerts.incidents.recording_decisions import record_decision
from alerts.incidents.silence import silent
from alerts.incidents.task_change import TASK_CHANGES
from alerts.incidents.verifier_choice import looks_of
from alerts.notices import Lane, Notice, Text, text
from alerts.people.person import Person
from alerts.places.phrase import phrase
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

_DENIED = frozenset({State.FALSE_ALARM, State.NOT_IMMIGRATION})
"""Ends that say that whoever saw something was wrong."""
_NOT_ASKED = frozenset({VerifierState.CANNOT, VerifierState.RELEASED})
"""Who said that they can't, and who was told before the end that there is no need for them."""


async def reopen(uow: UnitOfWork, now: datetime, incident: Incident, person: Person) -> Text | Refused:
    """Open it again in this dispatcher's hands, undecided: whoever had been told hears of it once it is confirmed."""
    if incident.state in OPEN:
        return Refused(await desk.standing(uow, incident, person))
    state = after(incident.state, Event.REOPEN)
    if state is None or not may_reopen(incident, now):
        return Refused(text("refused.too_late", number=incident.number))
    since = await seen_since(uow, incident)
    seen = [look for look in (await observations(uow, incident)).observers if _says_still(look, incident, now)]
    opened = await INCIDENTS(uow).change(
        incident,
        observer_id=seen[-1].person_id if seen else None,
        observed_at=since[-1].answered_at if since else incident.observed_at,
        state=state,
        holder_id=person.id,
        held_at=now,
        closed_at=None,
        basis=None,
        confirmed_at=None,
        expires_at=None,
        tasks=(),
        corrections=replace(incident.corrections, asked_town_ids=()),
    )
    if opened is None:
        # Another dispatcher was faster.
        return Refused(text("refused.changed"))
    await record_decision(uow, now, Action.REOPENED, opened, person)
    await uow.deadlines.call_off(opened.id, deadlines.CLOSE_COPIES)
    await count_anew(uow, now, opened.id)
    await uow.deadlines.set(deadlines.UNDECIDED, opened.id, now + timings.UNDECIDED[0])
    await desk.watch(uow, now, opened)
    await uow.deadlines.set(
        deadlines.PURGE, opened.id, now + timings.FORGOTTEN + (await uow.retention()).of(timings.KEPT)
    )
    await ANSWERS(uow).forget(opened.id)
    await TASK_CHANGES(uow).forget(opened.id)
    await _ask_again(uow, now, opened, incident)
    await card.show(uow, now, opened)
    name = await desk.name_of(uow, person.id)
    here = (verifier_texts.where(opened.place),) if opened.place.usable else ()
    # The card was without its place, and an edit makes no sound: it comes back by a new message.
    said = Notice(parts=(text("desk.reopened", number=opened.number, name=name), *here))
    await desk.ring(uow, now, opened, said)
    return text("toast.reopened", number=opened.number)


def _says_still(look: Verification, ended: Incident, now: datetime) -> bool:
    """Say whether it tells how it is there now: an alert for what somebody saw yesterday would name them for it.

    Nor does it speak for what the desk ended as nothing, or as somebody else's, after it was said.
    """
    at = look.answered_at
    if look.state is not VerifierState.SEEN or at is None or now - at > timings.SEEN_LASTS:
        return False
    return ended.state not in _DENIED or ended.closed_at is None or at > ended.closed_at


async def _ask_again(uow: UnitOfWork, now: datetime, incident: Incident, ended: Incident) -> None:
    """Tell everybody who was asked to look, save who can't or was released; who does not see it now is asked anew.

    Who left, is no trained responder any more or said that it is not safe to write to them is not written to.
    """
    not_safe = await silent(uow, [incident.id])
    first = await announced_of(uow, incident)
    looks = await looks_of(uow, incident)
    if looks:
        await uow.deadlines.set(deadlines.NEXT_RING, incident.id, now + timings.RING_WAITS)
    for look in looks:
        stale = look.state is VerifierState.SEEN and not _says_still(look, ended, now)
        if stale:
            # Whether they can be written to or not: what they saw then is no reason to alert now.
            await VERIFICATIONS(uow).record(look.id, VerifierState.ASKED, now, None)
        trained = still_trained(await uow.people.get(look.person_id), incident, look)
        if look.person_id in not_safe or not trained or look.state in _NOT_ASKED:
            continue
        if _says_still(look, ended, now):
            place = phrase(as_sent(uow, incident).place)
            thanks = text("verify.open_again_seen", number=incident.number, place=place)
            await uow.mail.to_person(
                look.person_id,
                Notice(parts=(*first, thanks), lane=Lane.ALERT, subject_id=incident.id, internal=True),
                now,
            )
        else:
            await VERIFICATIONS(uow).record(look.id, VerifierState.ASKED, now, None)
            again = text("verify.open_again", number=incident.number)
            asked = verifier_texts.question(as_sent(uow, incident), now, *first, again)
            await uow.mail.to_person(look.person_id, asked, now)
