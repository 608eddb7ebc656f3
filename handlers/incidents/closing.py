"""Deciding taps that end an incident: number and place are said once more before they act."""

from collections.abc import Sequence

from alerts.incidents import closing, desk
from alerts.incidents.incident import OPEN, Incident, OtherAgency, Verification
from alerts.incidents.lifecycle import Event
from alerts.incidents.observations import observations
from alerts.incidents.taps import AskToEnd, DontEnd, End, Ending
from alerts.notices import Notice, text
from alerts.places.phrase import phrase
from alerts.work.refused import Refused
from handlers.core.turn import Turn
from handlers.incidents import second_yes

EVENTS = {
    Ending.DISMISS: Event.DISMISS,
    Ending.ALL_CLEAR: Event.ALL_CLEAR,
    Ending.CANCEL: Event.CANCEL,
    Ending.CLOSE: Event.CLOSE,
    Ending.HANDLED: Event.HANDLE,
    Ending.POLICE: Event.NOT_IMMIGRATION,
    Ending.OTHERS: Event.NOT_IMMIGRATION,
}
"""What each of them does to the incident."""
INSTEAD = {Ending.POLICE: OtherAgency.POLICE, Ending.OTHERS: OtherAgency.OTHERS}
"""Who it was, in those that end what was not immigration."""


async def ask_back(turn: Turn, tap: AskToEnd) -> None:
    """Ask, after the first tap on the card, whether they are sure."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return
    await _ask(turn, incident, tap.ending, (await observations(turn.uow, incident)).observers)


async def _ask(turn: Turn, incident: Incident, ending: Ending, observers: Sequence[Verification]) -> None:
    people = await closing.people_who_hear(turn.uow, incident)
    place = phrase(closing.place_told(incident))
    sure = text(f"sure.{ending}", number=incident.number, place=place, people=people)
    key = "sure.last_seen" if ending is Ending.ALL_CLEAR else "sure.observed"
    last = [text(key, at=look.answered_at) for look in observers[-1:]]
    endings = tuple(INSTEAD) if ending is Ending.NOT_IMMIGRATION else (ending,)
    seen, where = len(observers), closing.mark_of_where(incident)
    yes = tuple(End(one, seen, where).choice(text(f"choice.yes.{one}")) for one in endings)
    no = DontEnd().choice(text("choice.no"))
    await turn.reply(Notice(parts=(*last, sure), choices=((*yes, no),), subject_id=incident.id, internal=True))


async def end(turn: Turn, tap: End) -> None:
    """End it, after the second tap; where somebody saw it since it was asked, or it is elsewhere now, ask anew."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return
    observers = (await observations(turn.uow, incident)).observers
    moved = tap.where not in (None, closing.mark_of_where(incident))
    if incident.state in OPEN and (len(observers) > (tap.seen or 0) or moved):
        await _ask(turn, incident, Ending.NOT_IMMIGRATION if tap.ending in INSTEAD else tap.ending, observers)
        return
    reversal = second_yes.OF_ENDINGS.get(tap.ending)
    if reversal is not None and await second_yes.asked(turn, incident, reversal):
        return
    instead = INSTEAD.get(tap.ending, OtherAgency.OTHERS)
    event = EVENTS[tap.ending]
    await turn.acknowledge(await closing.end(turn.uow, turn.now, incident, turn.person, event, instead))


async def leave_open(turn: Turn, _: DontEnd) -> None:
    """Leave it as it is, and say that nothing was sent."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    await turn.acknowledge(incident if isinstance(incident, Refused) else text("toast.nothing_sent"))
