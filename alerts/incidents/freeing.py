"""An incident that its dispatcher lets go of, or has to: anybody at the desk may take it again."""

from datetime import datetime

from alerts.incidents import card, deadlines, desk, family_waiting
from alerts.incidents.escalations import wait_for_claim
from alerts.incidents.incident import Incident
from alerts.incidents.lifecycle import Event, after
from alerts.incidents.ports import INCIDENTS
from alerts.notices import Notice
from alerts.work.unit_of_work import UnitOfWork


async def free(uow: UnitOfWork, now: datetime, incident: Incident, why: str) -> None:
    """Free it and ring the desk with the text `why`; nothing happens where it was decided meanwhile."""
    state = after(incident.state, Event.LAPSE)
    if state is None:
        return
    freed = await INCIDENTS(uow).change(incident, state=state, holder_id=None, held_at=None)
    if freed is None:
        # Somebody else was faster.
        return
    await uow.deadlines.call_off(freed.id, deadlines.CLAIM_NUDGE, deadlines.CLAIM_LAPSE)
    await wait_for_claim(uow, now, freed.id)
    if await family_waiting.concerns(uow, freed):
        await family_waiting.begin(uow, now, freed)
    await card.show(uow, now, freed)
    await desk.ring(uow, now, freed, Notice.of(why, number=freed.number))
