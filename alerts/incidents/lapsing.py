"""A lead of strangers that nobody touched does not stay open for ever; who reported it hears truthfully why it ends."""

from datetime import datetime

from alerts.incidents import card, closing, deadlines, desk, timings
from alerts.incidents.incident import Incident, State
from alerts.incidents.lifecycle import Event, after
from alerts.incidents.matter import Matter
from alerts.incidents.placing import HEARD
from alerts.incidents.ports import INCIDENTS, REPORTS, VERIFICATIONS
from alerts.incidents.salute import pleads
from alerts.work.unit_of_work import UnitOfWork

OUTCOME = "lapsed"
"""What its reporters hear: that nobody could look, and not that nothing was there."""


async def lead_ends(uow: UnitOfWork, now: datetime, incident_id: int) -> None:
    """End a lead that was last heard of so long ago, unless somebody touched it or pleads."""
    incident = await INCIDENTS(uow).get(incident_id)
    if incident is None or not await _is_untouched(uow, incident):
        return
    heard = await _last_heard(uow, incident)
    if now - heard < timings.LEAD_LASTS:
        await uow.deadlines.set(deadlines.LEAD_ENDS, incident.id, heard + timings.LEAD_LASTS)
        return
    state = after(incident.state, Event.RUN_OUT)
    ended = await INCIDENTS(uow).change(incident, state=state, closed_at=now) if state else None
    if ended is None:
        # Somebody was faster.
        return
    await desk.rest(uow, ended)
    await uow.deadlines.set_latest(deadlines.PURGE, ended.id, now + (await uow.retention()).of(timings.KEPT))
    await closing.tell_outcome(uow, now, ended, OUTCOME, verifiers=False)
    await card.show(uow, now, ended)


async def _last_heard(uow: UnitOfWork, incident: Incident) -> datetime:
    """Return when somebody reported it last, or said more of what they had reported (aware UTC)."""
    said = [one.facts[HEARD] for one in await REPORTS(uow).taps(incident.id) if HEARD in one.facts]
    first = await REPORTS(uow).heard_at(incident.id) or incident.opened_at
    return max([first, *map(datetime.fromisoformat, said)])


async def _is_untouched(uow: UnitOfWork, incident: Incident) -> bool:
    """Say whether it is a sighting of strangers that waits as it came: what somebody needs of us does not lapse."""
    if incident.state is not State.REPORTED or incident.held_at is not None or incident.matter is not Matter.SIGHTING:
        return False
    if (await REPORTS(uow).tally(incident.id)).verified or await VERIFICATIONS(uow).of(incident.id):
        return False
    return not pleads(await REPORTS(uow).taps(incident.id))
