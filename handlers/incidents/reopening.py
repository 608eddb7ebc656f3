"""The tap that opens an ended incident again."""

from alerts.incidents import desk, reopening
from alerts.incidents.reversal import Reversal
from alerts.incidents.taps import Reopen
from alerts.work.refused import Refused
from handlers.core.turn import Turn
from handlers.incidents import second_yes


async def reopen(turn: Turn, _: Reopen) -> None:
    """Open it again, in the hands of who tapped; what another dispatcher ended takes a second one."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
    elif not await second_yes.asked(turn, incident, Reversal.REOPEN):
        await turn.acknowledge(await reopening.reopen(turn.uow, turn.now, incident, turn.person))
