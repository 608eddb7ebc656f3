"""Deciding taps that end an incident: number and place are said once more before they act."""

from alerts.incidents import closing, desk
from alerts.incidents.lifecycle import Event
from alerts.incidents.taps import AskToEnd, DontEnd, End, Ending
from alerts.notices import Notice, text
from alerts.places.phrase import phrase
from alerts.work.refused import Refused
from handlers.core.turn import Turn

EVENTS = {
    Ending.DISMISS: Event.DISMISS,
    Ending.ALL_CLEAR: Event.ALL_CLEAR,
    Ending.CANCEL: Event.CANCEL,
    Ending.CLOSE: Event.CLOSE,
}
"""What each of them does to the incident."""


async def ask_back(turn: Turn, tap: AskToEnd) -> None:
    """Ask, after the first tap on the card, whether they are sure."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return
    counts = await turn.uow.mail.counts([incident.id])
    people = counts.delivered + counts.unsure
    sure = text(f"sure.{tap.ending}", number=incident.number, place=phrase(incident.place), people=people)
    yes = End(tap.ending).choice(text(f"choice.yes.{tap.ending}"))
    no = DontEnd().choice(text("choice.no"))
    await turn.reply(Notice(parts=(sure,), choices=((yes, no),), subject_id=incident.id))


async def end(turn: Turn, tap: End) -> None:
    """End it, after the second tap."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
    else:
        await turn.acknowledge(await closing.end(turn.uow, turn.now, incident, turn.person, EVENTS[tap.ending]))


async def leave_open(turn: Turn, _: DontEnd) -> None:
    """Leave it as it is, and say that nothing was sent."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    await turn.acknowledge(incident if isinstance(incident, Refused) else text("toast.nothing_sent"))
