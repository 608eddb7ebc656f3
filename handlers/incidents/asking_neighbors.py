"""Asking the witnesses of the towns beside an alert's: what they would read first, then by two at the desk."""

from dataclasses import replace

from alerts.incidents import asking_neighbors as rules
from alerts.incidents import desk
from alerts.incidents.neighbor_taps import AskNeighbors, PreviewNeighbors
from alerts.incidents.reversal import Reversal, mark_of
from alerts.incidents.taps import DontEnd
from alerts.notices import Notice, text
from alerts.work.refused import Refused
from handlers.core.turn import Turn
from handlers.incidents import second_yes


async def preview(turn: Turn, _: PreviewNeighbors) -> None:
    """Show it as they would read it, and ask."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return
    found = await rules.alert_for_neighbors(turn.uow, turn.now, incident)
    if isinstance(found, Refused):
        await turn.acknowledge(found)
        return
    alert = found.notice(incident)
    read = Notice(parts=(text("preview.responders"), *alert.parts), subject_id=incident.id, internal=True)
    towns = tuple(town.name for town in found.towns)
    ask = Notice.of("neighbors.sure", number=incident.number, towns=towns, people=found.people)
    choices = (
        AskNeighbors(mark_of(incident, Reversal.NEIGHBORS)).choice(text("choice.neighbors.ask")),
        DontEnd().choice(text("choice.no")),
    )
    await turn.reply(read, replace(ask.with_choices(choices), subject_id=incident.id, internal=True))


async def ask(turn: Turn, tap: AskNeighbors) -> None:
    """Ask a second person of the desk, as several towns hear of it; where nobody is there, for a reason."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
    elif tap.mark != mark_of(incident, Reversal.NEIGHBORS):
        # What was shown would read otherwise by now.
        await turn.acknowledge(text("refused.changed"))
    elif not await second_yes.asked(turn, incident, Reversal.NEIGHBORS):
        await turn.acknowledge(await rules.ask_neighbors(turn.uow, turn.now, incident, turn.person))
