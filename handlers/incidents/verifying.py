"""A verifier's taps: going, I see it, nothing there, can't."""

from alerts.incidents import verifying
from alerts.incidents.incident import Incident
from alerts.incidents.ports import INCIDENTS, VERIFICATIONS
from alerts.incidents.taps import Look
from alerts.notices import text
from handlers.core.turn import Turn


async def look(turn: Turn, tap: Look) -> None:
    """Keep how far they got, and say what follows from it."""
    incident = await _incident(turn, tap)
    if incident is None:
        await turn.acknowledge(text("choose.stale"))
        return
    result = await verifying.answer(turn.uow, turn.now, incident, turn.person, tap.state, tap.minutes)
    await turn.reply(*result)


async def _incident(turn: Turn, tap: Look) -> Incident | None:
    """Return what the answer is about: the task that the tap names, else what the question was about."""
    own = await VERIFICATIONS(turn.uow).get(tap.verification) if tap.verification else None
    incident_id = own.incident_id if own is not None and own.person_id == turn.person.id else turn.subject_id
    return await INCIDENTS(turn.uow).get(incident_id) if incident_id is not None else None
