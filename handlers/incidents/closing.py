"""Deciding taps that end an incident: number and place are said once more before they act."""

from alerts.incidents import closing, desk
from alerts.incidents.desk import Refused
from alerts.incidents.incident import Incident
from alerts.incidents.lifecycle import Event
from alerts.notices import Choice, Notice, text
from alerts.places.phrase import phrase
from handlers.core.turn import Turn

ENDS = {"dismiss": Event.DISMISS, "allclear": Event.ALL_CLEAR, "cancel": Event.CANCEL, "close": Event.CLOSE}
"""What each of them does."""


async def are_you_sure(turn: Turn, incident: Incident, verb: str) -> None:
    """The first tap, on the card."""
    counts = await turn.uow.mail.counts([incident.id])
    people = counts.delivered + counts.unsure
    ask = Notice(
        parts=(text(f"sure.{verb}", number=incident.number, place=phrase(incident.place), people=people),),
        choices=((Choice(f"end.{verb}", text(f"choice.yes.{verb}")), Choice("end.no", text("choice.no"))),),
        subject_id=incident.id,
    )
    await turn.reply(ask)


async def tapped(turn: Turn, notice: Notice, words: list[str]) -> None:
    """The second tap of a deciding one."""
    incident = await desk.seen_by(turn.uow, notice.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
    elif words[0] == "no":
        await turn.acknowledge(text("toast.nothing_sent"))
    else:
        await turn.acknowledge(await closing.end(turn.uow, turn.now, incident, turn.person, ENDS[words[0]]))
