"""The tap that opens an ended incident again."""

from alerts.incidents import desk, reopening
from alerts.incidents.taps import Reopen
from alerts.work.refused import Refused
from handlers.core.turn import Turn


async def reopen(turn: Turn, _: Reopen) -> None:
    """Open it again, in the hands of who tapped."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
    else:
        await turn.acknowledge(await reopening.reopen(turn.uow, turn.now, incident, turn.person))
