"""What comes after an incident's end: a late "I see it", "still here!!", somebody who sets out. The desk is rung."""

from dataclasses import replace
from datetime import datetime, timedelta

from alerts.incidents import card, desk, muting, salute, taps, timings
from alerts.incidents.bundled_message import BundledMessage
from alerts.incidents.incident import ENDED, OPEN, Incident, Report, Verification, VerifierState
from alerts.incidents.limit_ports import BUNDLED
from alerts.incidents.observations import observations
from alerts.incidents.person_limits import fitting_words
from alerts.incidents.ports import INCIDENTS, REPORTS, VERIFICATIONS
from alerts.notices import Notice, Quote, Text, text
from alerts.work.unit_of_work import UnitOfWork

WORDS = 300
"""Characters of what a reporter writes after the end, as the desk is rung for it."""
SAID_MORE = (VerifierState.SEEN, VerifierState.NOTHING)
"""What a verifier says of what is there; the rest is about their way."""

RINGS_AFTER_END = (*sorted(salute.PLEAS), "see")
"""What a reporter may tap of what is over that rings the desk all the same."""


def may_reopen(incident: Incident, now: datetime) -> bool:
    """Say whether an incident was ended so lately that it may be opened again, and that news of it belongs to it."""
    ended = incident.state in ENDED and incident.closed_at is not None
    return ended and now - (incident.closed_at or now) <= timings.REOPEN_WITHIN


async def look_after_end(
    uow: UnitOfWork, now: datetime, incident: Incident, look: Verification, state: VerifierState, eta: int | None
) -> list[Notice]:
    """Keep what a verifier says of what is over, and ring the desk if they see it. Return what they are told."""
    if not may_reopen(incident, now):
        return [Notice.of("answer.over", number=incident.number)]
    seen = await seen_since(uow, incident)
    if state is not VerifierState.SEEN and not seen:
        return [Notice.of("answer.over", number=incident.number)]
    if look.state is state and state is not VerifierState.GOING and look in seen:
        return [Notice.of("toast.known")]
    eta_at = now + timedelta(minutes=eta) if eta is not None else None
    await VERIFICATIONS(uow).record(look.id, state, now, eta_at)
    if state in SAID_MORE:
        await _ring(uow, now, incident, text(f"desk.{state}_after_end", number=incident.number, at=now))
    await card.show(uow, now, incident)
    return [_answer(incident, state)]


def _answer(incident: Incident, state: VerifierState) -> Notice:
    if state is VerifierState.GOING:
        return Notice.of("answer.disputed", number=incident.number)
    return Notice.of(f"look.{state}")


async def report_after_end(uow: UnitOfWork, now: datetime, report: Report, words: str) -> bool:
    """Join what a reporter writes of an incident that is over to their report, and ring its desk.

    False where it is not over, or has been for longer than REOPEN_WITHIN: then it is no news of this incident.
    """
    incident = await INCIDENTS(uow).get(report.incident_id)
    if incident is None or not may_reopen(incident, now):
        return False
    fitting, rest = fitting_words(report.words, words)
    await REPORTS(uow).save(replace(report, words=fitting))
    if rest:
        await BUNDLED(uow).add(BundledMessage(report_id=report.id, received_at=now, words=rest))
    said = Quote(words, WORDS, report.language or "")
    if not await muting.is_silenced(uow, now, report):
        key = "desk.reporter_after_end" if report.verified else "desk.lead_after_end"
        await _ring(uow, now, incident, text(key, number=incident.number, n=report.number, words=said))
    await card.show(uow, now, incident)
    return True


async def fact_after_end(
    uow: UnitOfWork, now: datetime, incident: Incident, report: Report, name: str, value: str
) -> None:
    """Ring the desk for a reporter's tap on what is over: came for me, somebody was taken or needs something, I see it.

    Nothing rings once it has been over for longer than REOPEN_WITHIN, nor for who is muted, unless they plead.
    """
    if not may_reopen(incident, now):
        return
    if name in salute.TAKEN and value == "yes":
        await _ring(uow, now, incident, text(f"desk.need.{name}", number=incident.number, n=report.number))
    if name != "kind" or value not in RINGS_AFTER_END:
        return
    if value in salute.PLEAS or not await muting.is_silenced(uow, now, report):
        await _ring(uow, now, incident, text(f"desk.{value}_after_end", number=incident.number, n=report.number))


async def no_alert(uow: UnitOfWork, incident: Incident) -> Notice:
    """Say how it stands to who answers an alert that is out no more: no need to go only where nobody sees agents."""
    if incident.state in OPEN:
        return Notice.of("answer.open_again", number=incident.number)
    if await seen_since(uow, incident):
        return Notice.of("answer.disputed", number=incident.number)
    return Notice.of("answer.over", number=incident.number)


async def seen_since(uow: UnitOfWork, incident: Incident) -> list[Verification]:
    """Return the looks of trained people who said after the incident's end that they see it; the latest last."""
    ended = incident.closed_at
    observers = (await observations(uow, incident)).observers
    return [look for look in observers if ended is not None and look.answered_at and look.answered_at > ended]


async def _ring(uow: UnitOfWork, now: datetime, incident: Incident, news: Text) -> None:
    reopen = taps.Reopen().choice(text("choice.reopen"))
    await desk.ring(uow, now, incident, Notice(parts=(news,), choices=((reopen,),)))
