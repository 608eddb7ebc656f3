"""Who goes, is there, stands by or was asked to look is stood down, each once: it is over, or it is another's now."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from alerts.incidents import deadlines, timings
from alerts.incidents.incident import OPEN, UNDECIDED, Incident, Verification, VerifierState
from alerts.incidents.outgoing_words import as_sent
from alerts.incidents.ports import VERIFICATIONS
from alerts.incidents.practice import announced_of
from alerts.incidents.silence import silent
from alerts.incidents.told import told_ids
from alerts.incidents.verifier_choice import looks_of
from alerts.incidents.verifier_quota import last_ring, missing
from alerts.incidents.verifier_texts import on_the_way, where, word_of
from alerts.notices import Kind, Lane, Notice, Text, text
from alerts.work.unit_of_work import UnitOfWork

_ENDED = frozenset({VerifierState.CANNOT, VerifierState.RELEASED})
"""Who can't, and who heard already that there is no need for them."""
_WAITING = frozenset({VerifierState.ASKED, VerifierState.STANDING_BY})


async def on_their_way(uow: UnitOfWork, incident: Incident) -> frozenset[int]:
    """Return the ids of the persons who go there to look."""
    return frozenset(look.person_id for look in await looks_of(uow, incident) if look.state is VerifierState.GOING)


async def tell_end(uow: UnitOfWork, now: datetime, incident: Incident, ended: Notice, but: Collection[int]) -> None:
    """Tell everybody who was asked to look that it is over; who drives reads first what to do.

    `but`: persons who hear it another way, or are not to be written to.
    """
    looks = [look for look in await looks_of(uow, incident) if look.state not in _ENDED]
    going = {look.person_id for look in looks if look.state is VerifierState.GOING}
    others = {look.person_id for look in looks} - going
    await uow.mail.to_persons(sorted(others - set(but)), ended, now)
    stop = replace(ended, parts=(_first(incident, ended.parts[-1]), *ended.parts))
    await uow.mail.to_persons(sorted(going - set(but)), stop, now)


async def tell_told(
    uow: UnitOfWork, now: datetime, incident: Incident, ended: Text, practice: tuple[Text, ...]
) -> None:
    """Tell the end of the alert to who got it and goes there to look: first what to do."""
    ids = await told_ids(uow, incident)
    going = await on_their_way(uow, incident) & await uow.mail.told_persons(ids)
    parts = (_first(incident, ended), *practice, ended)
    notice = Notice(parts=parts, kind=Kind.CLOSING, lane=Lane.ALERT, subject_id=incident.id)
    await uow.mail.to_persons(sorted(going - await silent(uow, ids)), notice, now)


def _first(incident: Incident, ended: Text) -> Text:
    """Return what to do: wait where somebody there says that they see agents, else go home."""
    disputed = "disputed" in ended.key
    return on_the_way("verify.stop" if disputed else "verify.stand_down", incident)


async def merged(uow: UnitOfWork, now: datetime, incident: Incident, target: Incident) -> None:
    """Let those go on to `target` whom it still lacks, under its number, and stand down everybody else, each once.

    Where it has no verifiers yet and its own are asked by rings, these go on there.
    """
    await uow.deadlines.call_off(incident.id, deadlines.NEXT_RING)
    own = await VERIFICATIONS(uow).of(incident.id)
    there = [look for look in await looks_of(uow, target) if look.incident_id != incident.id]
    wanted = missing(there, now) if target.state in UNDECIDED else 0
    going = [look for look in own if look.state is VerifierState.GOING]
    going.sort(key=lambda look: (look.eta_at or look.asked_at, look.id))
    stay, leave = going[:wanted], going[wanted:]
    waiting = [look for look in own if look.state in _WAITING]
    await VERIFICATIONS(uow).release([look.id for look in (*leave, *waiting)])
    for look in leave:
        await uow.deadlines.call_off(look.id, deadlines.VERIFIER_OVERDUE, deadlines.VERIFIER_REPLACED)
    practice = await announced_of(uow, incident)
    enough = (*practice, text("verify.enough_merged", number=incident.number, into=target.number))
    await _tell(uow, now, incident, leave, (on_the_way("verify.stand_down", incident), *enough))
    await _tell(uow, now, incident, waiting, enough)
    await _tell_moved(uow, now, incident, target, stay)
    if waiting and target.state in OPEN and not last_ring(there) and len(stay) < wanted:
        await uow.deadlines.set(deadlines.NEXT_RING, target.id, now + timings.RING_WAITS)


async def _tell_moved(
    uow: UnitOfWork, now: datetime, incident: Incident, target: Incident, looks: list[Verification]
) -> None:
    """Tell who goes on that the number is another one, and the place, where it is another one too."""
    there = as_sent(uow, target)
    moved = "verify.moved" if target.place.usable and target.place != incident.place else "verify.go_on"
    parts = (
        on_the_way(moved, incident),
        text("verify.is_now", number=incident.number, into=target.number),
        *((where(there.place),) if there.place.usable else ()),
        text("verify.word_is", word=word_of(target)),
    )
    await _tell(uow, now, target, looks, parts)


async def _tell(
    uow: UnitOfWork, now: datetime, incident: Incident, looks: list[Verification], parts: tuple[Text, ...]
) -> None:
    whom = {look.person_id for look in looks} - await silent(uow, [incident.id])
    notice = Notice(parts=parts, lane=Lane.ALERT, subject_id=incident.id, internal=True)
    await uow.mail.to_persons(sorted(whom), notice, now)
