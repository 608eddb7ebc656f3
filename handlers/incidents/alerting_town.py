"""The card's tap that alerts the town where an alert should have gone, after the desk corrected which that is."""

from alerts.audit.deed import Action
from alerts.incidents import alerting_town
from alerts.incidents.correcting_taps import AlertTown, SendToTown
from alerts.incidents.preview import Previewed
from alerts.incidents.recording_decisions import record_decision
from alerts.notices import Text, text
from alerts.work.refused import Refused
from handlers.core.turn import Turn
from handlers.incidents.correcting import seen
from handlers.incidents.steps import AlertingTown


async def begin(turn: Turn, _: AlertTown) -> None:
    """Show what that town would be told, and whom it reaches."""
    incident = await seen(turn)
    if incident is not None:
        await _answer(turn, await alerting_town.show(turn.uow, turn.now, incident, _language(turn)))


async def send(turn: Turn, tap: SendToTown) -> None:
    """Send what was previewed."""
    incident = await seen(turn)
    step = await turn.step(AlertingTown)
    if incident is None:
        return
    if step is None or step.incident != incident.id or step.ticket != tap.ticket:
        await turn.acknowledge(text("choose.stale"))
        return
    result = await alerting_town.send(turn.uow, turn.now, step.draft, incident, _language(turn))
    if isinstance(result, Text):
        await record_decision(turn.uow, turn.now, Action.SENT, incident, turn.person)
    await _answer(turn, result)


async def _answer(turn: Turn, result: Text | Refused | Previewed) -> None:
    if isinstance(result, Previewed):
        await turn.enter(AlertingTown.of(result.draft))
        await turn.reply(*result.notices)
        return
    await turn.leave()
    await turn.acknowledge(result)


def _language(turn: Turn) -> str:
    languages = turn.network.languages
    return turn.person.language if turn.person.language in languages else languages[0]
