"""A responder's taps on an alert: on my way, on the scene, can't."""

from datetime import timedelta

from alerts.incidents import responding
from alerts.incidents.answer_taps import ComeLater
from alerts.incidents.coming_later import OFFERED
from alerts.incidents.incident import Incident, Reply
from alerts.incidents.ports import INCIDENTS
from alerts.incidents.taps import AnswerAlert
from alerts.notices import Notice, text
from handlers.core.choice_rows import in_pairs
from handlers.core.turn import Turn


async def answer(turn: Turn, tap: AnswerAlert) -> None:
    """Keep the answer and repeat it, so that nobody doubts whether it went."""
    incident_id = tap.incident if tap.incident is not None else turn.subject_id
    incident = await INCIDENTS(turn.uow).get(incident_id) if incident_id is not None else None
    if incident is None:
        await turn.acknowledge(text("choose.stale"))
        return
    if tap.reply is Reply.LATER:
        await turn.reply(_when(incident))
        return
    result = await responding.answer_and_offer(turn.uow, turn.now, incident, turn.person, tap.reply)
    await turn.reply(*result)


async def come_later(turn: Turn, tap: ComeLater) -> None:
    """Keep that they can't now, and when they can: they are asked then."""
    incident = await INCIDENTS(turn.uow).get(turn.subject_id) if turn.subject_id is not None else None
    refused = await responding.why_not(turn.uow, incident, turn.person) if incident is not None else None
    if refused is not None:
        await turn.reply(refused)
        return
    if incident is None or tap.minutes not in OFFERED:
        await turn.acknowledge(text("choose.stale"))
        return
    at = turn.now + timedelta(minutes=tap.minutes)
    result = await responding.answer_and_offer(turn.uow, turn.now, incident, turn.person, Reply.LATER, arrives_at=at)
    await turn.reply(*result)


def _when(incident: Incident) -> Notice:
    """Ask when they could."""
    times = [ComeLater(minutes).choice(text(f"choice.later.{minutes}")) for minutes in OFFERED]
    ask = text("answer.when", number=incident.number)
    return Notice(parts=(ask,), choices=in_pairs(times), subject_id=incident.id, internal=True)
