"""A responder's taps on an alert: on my way, on the scene, can't."""

from alerts.incidents import responding
from alerts.incidents.incident import Reply
from alerts.incidents.ports import INCIDENTS
from alerts.notices import Notice, text
from handlers.core.turn import Turn


async def tapped(turn: Turn, notice: Notice, words: list[str]) -> None:
    """The answer is kept and repeated, so that nobody doubts whether it went."""
    incident = await INCIDENTS(turn.uow).get(notice.subject_id) if notice.subject_id is not None else None
    if incident is None:
        await turn.acknowledge(text("choose.stale"))
        return
    result = await responding.answer(turn.uow, turn.now, incident, turn.person, Reply(words[0]))
    await turn.reply(*result)
