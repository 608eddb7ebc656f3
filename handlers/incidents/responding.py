"""A responder's taps on an alert: on my way, on the scene, can't."""

from alerts.incidents import responding
from alerts.incidents.ports import INCIDENTS
from alerts.incidents.taps import AnswerAlert
from alerts.notices import text
from handlers.core.turn import Turn


async def answer(turn: Turn, tap: AnswerAlert) -> None:
    """Keep the answer and repeat it, so that nobody doubts whether it went."""
    incident_id = tap.incident if tap.incident is not None else turn.subject_id
    incident = await INCIDENTS(turn.uow).get(incident_id) if incident_id is not None else None
    if incident is None:
        await turn.acknowledge(text("choose.stale"))
        return
    result = await responding.answer(turn.uow, turn.now, incident, turn.person, tap.reply)
    await turn.reply(*result)
