"""The card's taps that decide about an incident, as its state allows."""

from alerts.incidents import remote_taps, taps
from alerts.incidents.alert_task_taps import ChooseTasks
from alerts.incidents.answer_taps import ShowAnswers
from alerts.incidents.card_lines import offer
from alerts.incidents.incident import Incident, State
from alerts.incidents.matter import Matter
from alerts.notices import Choice, text


def decisions(incident: Incident) -> list[tuple[Choice, ...]]:
    """Return the taps that decide about it, as its state allows."""
    if not incident.may_alert and incident.state is not State.CONFIRMED:
        claim = (offer(taps.Claim()),) if incident.state is State.REPORTED else ()
        return [(*claim, offer(taps.AskToEnd(taps.Ending.HANDLED)))]
    laid_down = taps.Ending.HANDLED if incident.matter is Matter.TAKEN else taps.Ending.DISMISS
    confirm, look = offer(taps.Confirm()), offer(taps.AskVerifiers())
    afar = offer(remote_taps.LookFromAfar())
    not_immigration = offer(taps.AskToEnd(taps.Ending.NOT_IMMIGRATION))
    match incident.state:
        case State.REPORTED:
            return [(offer(taps.Claim()), look), (confirm, offer(taps.AskToEnd(laid_down))), (afar,)]
        case State.VERIFYING:
            unverifiable = offer(taps.Unverifiable())
            return [(confirm, look), (unverifiable, offer(taps.AskToEnd(laid_down))), (not_immigration, afar)]
        case State.UNVERIFIABLE:
            return [(confirm, look), (offer(taps.AskToEnd(taps.Ending.CLOSE)), not_immigration), (afar,)]
        case State.CONFIRMED:
            ends = (offer(taps.AskToEnd(taps.Ending.ALL_CLEAR)), offer(taps.AskToEnd(taps.Ending.CANCEL)))
            people = ChooseTasks().choice(text("choice.tasks")), ShowAnswers().choice(text("choice.answers"))
            return [(offer(taps.Update()), look), ends, people, (not_immigration,)]
        case _:
            return []


def endings(incident: Incident) -> list[taps.Ending]:
    """Return the ways to end it that its card offers."""
    verbs = {taps.AskToEnd(ending).action: ending for ending in taps.Ending}
    return [verbs[choice.action] for row in decisions(incident) for choice in row if choice.action in verbs]
