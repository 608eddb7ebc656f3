"""From the card to the alert: the reason, the preview, a translation, the tap that sends."""

from dataclasses import replace

from alerts.incidents import confirming, desk
from alerts.incidents.confirming import Draft
from alerts.incidents.incident import Basis, Incident
from alerts.incidents.taps import BackOut, ChooseBasis, Confirm, LeaveWordsOut, SendAlert, Translate
from alerts.notices import Notice, Text, text
from alerts.work.refused import Refused
from handlers.core.turn import Turn
from handlers.incidents.steps import Confirming, Translating


async def begin(turn: Turn, _: Confirm) -> None:
    """Show the preview, or ask for the reason before it."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return
    result = await confirming.start(turn.uow, turn.now, incident, turn.person)
    if isinstance(result, Refused):
        await turn.acknowledge(result)
        return
    await turn.enter(Confirming.of(Draft(incident_id=incident.id, basis=Basis.OBSERVER)))
    await turn.reply(*result)


async def choose_basis(turn: Turn, tap: ChooseBasis) -> None:
    """Show the preview with this reason."""
    found = await _previewed(turn)
    if found is not None:
        incident, draft = found
        await _preview(turn, replace(draft, basis=tap.basis), incident)


async def leave_words_out(turn: Turn, _: LeaveWordsOut) -> None:
    """Show the preview without the reporter's words."""
    found = await _previewed(turn)
    if found is not None:
        incident, draft = found
        await _preview(turn, replace(draft, with_words=False), incident)


async def ask_translation(turn: Turn, tap: Translate) -> None:
    """Ask for the reporter's words in this language."""
    found = await _previewed(turn)
    if found is not None:
        _, draft = found
        await turn.enter(Translating.of(draft, into=tap.language))
        await turn.reply(Notice.of("confirm.translate", language=text(f"language.{tap.language}")))


async def send(turn: Turn, _: SendAlert) -> None:
    """Send what was previewed."""
    found = await _previewed(turn)
    if found is None:
        return
    incident, draft = found
    sent = await confirming.send(turn.uow, turn.now, draft, incident, turn.person)
    if isinstance(sent, Text):
        await turn.leave()
    await turn.acknowledge(sent)


async def back_out(turn: Turn, _: BackOut) -> None:
    """Leave the preview, and say that nothing was sent."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return
    await turn.leave()
    await turn.acknowledge(text("toast.nothing_sent"))


async def translated(turn: Turn, step: Translating) -> bool:
    """Show the preview with the words that the dispatcher wrote in another language."""
    incident = await desk.seen_by(turn.uow, step.incident, turn.person)
    if isinstance(incident, Refused):
        return False
    await _preview(turn, replace(step.draft, translation=(step.into, turn.inbound.text.strip())), incident)
    return True


async def _previewed(turn: Turn) -> tuple[Incident, Draft] | None:
    """Find what the tapped preview was made from; only the newest counts. Where it is stale, say so and return None."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return None
    step = await turn.step(Confirming) or await turn.step(Translating)
    if step is None or step.incident != incident.id:
        await turn.acknowledge(text("choose.stale"))
        return None
    return incident, step.draft


async def _preview(turn: Turn, draft: Draft, incident: Incident) -> None:
    result = await confirming.again(turn.uow, turn.now, draft, incident, turn.person)
    if isinstance(result, Refused):
        await turn.acknowledge(result)
        return
    await turn.enter(Confirming.of(draft))
    await turn.reply(*result)
