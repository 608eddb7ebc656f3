"""A verifier's taps: going, I see it, nothing there, can't."""

from alerts.incidents import verifying
from alerts.incidents.ports import INCIDENTS
from alerts.incidents.taps import Look
from alerts.notices import text
from handlers.core.turn import Turn


async def look(turn: Turn, tap: Look) -> None:
    """Keep how far they got, and say what follows from it."""
    incident = await INCIDENTS(turn.uow).get(turn.subject_id) if turn.subject_id is not None else None
    if incident is None:
        await turn.acknowledge(text("choose.stale"))
        return
    result = await verifying.answer(turn.uow, turn.now, incident, turn.person, tap.state, tap.minutes)
    await turn.reply(*result)
