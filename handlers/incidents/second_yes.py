"""Reversals that take a second dispatcher: who is asked, and their yes or no."""

from alerts.incidents import desk, reversal, reversing
from alerts.incidents.incident import Incident
from alerts.incidents.reversal import AgreeToReverse, RefuseToReverse, Reversal, ReverseAlone
from alerts.incidents.taps import Ending
from alerts.notices import Notice, text
from alerts.work.refused import Refused
from handlers.core.turn import Turn
from handlers.incidents.desk_steps import ReversingAlone

OF_ENDINGS = {
    Ending.CANCEL: Reversal.CANCEL,
    Ending.POLICE: Reversal.POLICE,
    Ending.OTHERS: Reversal.OTHERS,
}
"""Ways to end an alert that take back what was told; "it is over" takes nothing back."""


async def asked(turn: Turn, incident: Incident, what: Reversal) -> bool:
    """Ask for a second yes where it needs one, or for a reason where nobody is there; False: it needs none."""
    if not await reversal.needs_second(turn.uow, turn.now, incident, turn.person, what):
        return False
    others = await reversal.others_at_desk(turn.uow, incident, turn.person)
    if not others:
        await ask_reason(turn, incident, what)
        return True
    await reversing.ask_others(turn.uow, turn.now, incident, turn.person, what, others)
    after = turn.now + reversal.ALONE_AFTER
    alone = ReverseAlone(what, int(after.timestamp()), reversal.mark_of(incident, what))
    said = text("second.asked", number=incident.number, people=len(others), at=after)
    choices = ((alone.choice(text("choice.second.alone")),),)
    await turn.reply(Notice(parts=(said,), choices=choices, subject_id=incident.id, internal=True))
    return True


async def agree(turn: Turn, tap: AgreeToReverse) -> None:
    """Say yes to what another dispatcher wants: then it is done."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
    else:
        await turn.acknowledge(await reversing.agree(turn.uow, turn.now, incident, turn.person, tap))


async def refuse(turn: Turn, tap: RefuseToReverse) -> None:
    """Say no: who wanted it hears so."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
    else:
        await turn.acknowledge(await reversing.refuse(turn.uow, turn.now, incident, turn.person, tap))


async def ask_reason(turn: Turn, incident: Incident, what: Reversal) -> None:
    """Ask why it is to be done without a second one."""
    await turn.enter(ReversingAlone(incident=incident.id, what=what, mark=reversal.mark_of(incident, what)))
    await turn.reply(Notice(parts=(text("second.why", number=incident.number),), subject_id=incident.id, internal=True))
