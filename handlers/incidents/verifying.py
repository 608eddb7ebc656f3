"""A verifier's taps: going, I see it, nothing there, can't."""

from alerts.incidents import verifying
from alerts.incidents.incident import VerifierState
from alerts.incidents.ports import INCIDENTS
from alerts.notices import Notice, text
from handlers.core.turn import Turn


async def tapped(turn: Turn, notice: Notice, words: list[str]) -> None:
    """look.going:<verification>:<minutes>, look.seen:<verification>, …"""
    incident = await INCIDENTS(turn.uow).get(notice.subject_id) if notice.subject_id is not None else None
    if incident is None:
        await turn.acknowledge(text("choose.stale"))
        return
    eta = int(words[2]) if len(words) > 2 else None  # noqa: PLR2004 - verb, verification, minutes
    result = await verifying.answer(turn.uow, turn.now, incident, turn.person, VerifierState(words[0]), eta)
    await turn.reply(*result)
