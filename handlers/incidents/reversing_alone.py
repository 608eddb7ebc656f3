"""A reversal without a second dispatcher, where none answers: the others' time, and the reason."""

from datetime import UTC, datetime

from alerts.incidents import desk, reversal, reversing
from alerts.incidents.reversal import ReverseAlone
from alerts.notices import Notice, text
from alerts.work.refused import Refused
from handlers.core.turn import Turn
from handlers.incidents.correcting import lost
from handlers.incidents.desk_steps import ReversingAlone
from handlers.incidents.second_yes import ask_reason


async def begin(turn: Turn, tap: ReverseAlone) -> None:
    """Ask for the reason, once the others had their time."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
    elif tap.mark != reversal.mark_of(incident, tap.reversal):
        await turn.acknowledge(text("choose.stale"))
    elif turn.now.timestamp() < tap.after:
        at = datetime.fromtimestamp(tap.after, UTC)
        await turn.acknowledge(text("toast.second.wait", number=incident.number, at=at))
    else:
        await ask_reason(turn, incident, tap.reversal)


async def written(turn: Turn, step: ReversingAlone) -> bool:
    """Do it, for the reason that was written."""
    incident = await desk.seen_by(turn.uow, step.incident, turn.person)
    if isinstance(incident, Refused):
        return await lost(turn, step.incident)
    await turn.leave()
    if step.mark != reversal.mark_of(incident, step.what):
        await turn.reply(Notice.of("refused.changed"))
        return True
    reason = turn.inbound.text.strip()
    await turn.acknowledge(await reversing.reverse_alone(turn.uow, turn.now, incident, turn.person, step.what, reason))
    return True
