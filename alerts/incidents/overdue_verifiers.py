"""A verifier was to report back and has not: they are asked once, then somebody else is asked in their place."""

from dataclasses import replace
from datetime import datetime

from alerts.incidents import card, deadlines, desk, timings, verifier_rings
from alerts.incidents.incident import OPEN, Incident, Verification, VerifierState
from alerts.incidents.merged_into import survivor
from alerts.incidents.observations import still_trained
from alerts.incidents.ports import INCIDENTS, VERIFICATIONS
from alerts.incidents.stepping_down import step_down
from alerts.notices import Kind, Lane, Notice
from alerts.work.unit_of_work import UnitOfWork


async def verifier_overdue(uow: UnitOfWork, now: datetime, verification_id: int) -> None:
    """Tell the desk that a verifier was to be there and has not written back, and ask them."""
    found = await _still_going(uow, now, verification_id)
    if found is None:
        return
    look, incident = found
    name = await desk.name_of(uow, look.person_id)
    await desk.ring(uow, now, incident, Notice.of("desk.overdue", number=incident.number, name=name))
    question = replace(Notice.of("verify.still"), kind=Kind.REMINDER, lane=Lane.ALERT, subject_id=incident.id)
    await uow.mail.to_person(look.person_id, question, now)
    await uow.deadlines.set(deadlines.VERIFIER_REPLACED, look.id, now + timings.STILL_WAITS)


async def verifier_replaced(uow: UnitOfWork, now: datetime, verification_id: int) -> None:
    """Ask somebody else in place of who did not answer that either: who stands by, else one more."""
    found = await _still_going(uow, now, verification_id)
    if found is not None:
        _, incident = found
        await verifier_rings.ask_instead(uow, now, incident, went=True)
        await card.show(uow, now, incident, major=False)


async def _still_going(uow: UnitOfWork, now: datetime, verification_id: int) -> tuple[Verification, Incident] | None:
    """Return who is said to go, and where; None where they wrote back, it is over, or it is not theirs any more."""
    look = await VERIFICATIONS(uow).get(verification_id)
    asked = await INCIDENTS(uow).get(look.incident_id) if look else None
    if look is None or asked is None or look.state is not VerifierState.GOING:
        return None
    incident = await survivor(uow, asked)
    if incident.state not in OPEN:
        return None
    if not still_trained(await uow.people.get(look.person_id), asked, look):
        await step_down(uow, now, look.person_id)
        return None
    return look, incident
