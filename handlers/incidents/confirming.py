"""From the card to the alert: the reason, the preview, a translation, the tap that sends."""

from dataclasses import replace

from alerts.incidents import confirming, desk
from alerts.incidents.draft import Draft
from alerts.incidents.incident import Incident
from alerts.incidents.preview import Previewed
from alerts.incidents.taps import (
    BackOut,
    ChooseBasis,
    Confirm,
    LeaveWordsOut,
    PreviewIn,
    PutBack,
    SendAlert,
    SendToMe,
    Translate,
)
from alerts.notices import Notice, Text, text
from alerts.work.refused import Refused
from handlers.core.turn import Turn
from handlers.incidents.correcting import lost
from handlers.incidents.steps import Confirming, Translating


async def begin(turn: Turn, _: Confirm) -> None:
    """Show the preview, or ask for the reason before it."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return
    await _show(turn, await confirming.start(turn.uow, turn.now, incident, turn.person))


async def choose_basis(turn: Turn, tap: ChooseBasis) -> None:
    """Show the preview with this reason."""
    found = await previewed(turn)
    if found is not None:
        incident, draft = found
        await show_preview(turn, replace(draft, basis=tap.basis), incident)


async def leave_words_out(turn: Turn, _: LeaveWordsOut) -> None:
    """Show the preview without the reporter's words."""
    found = await previewed(turn)
    if found is not None:
        incident, draft = found
        await show_preview(turn, replace(draft, with_words=False), incident)


async def put_back(turn: Turn, tap: PutBack) -> None:
    """Show the preview with a shop's name that was taken for a person's."""
    found = await previewed(turn, tap.ticket)
    if found is None:
        return
    incident, draft = found
    offered = draft.shown.perhaps_places if draft.shown is not None else ()
    if tap.index < len(offered):
        draft = replace(draft, put_back=(*draft.put_back, offered[tap.index]))
    await show_preview(turn, draft, incident)


async def ask_translation(turn: Turn, tap: Translate) -> None:
    """Ask for the reporter's words in this language."""
    found = await previewed(turn)
    if found is not None:
        _, draft = found
        await turn.enter(Translating.of(draft, into=tap.language))
        await turn.reply(Notice.of("confirm.translate", language=text(f"language.{tap.language}")))


async def show_in(turn: Turn, tap: PreviewIn) -> None:
    """Show what was previewed in another language."""
    found = await previewed(turn, tap.ticket)
    if found is not None:
        incident, draft = found
        await _reply(turn, await confirming.in_language(turn.uow, turn.now, draft, incident, turn.person, tap.language))


async def send_to_me(turn: Turn, tap: SendToMe) -> None:
    """Send what was previewed to the dispatcher alone."""
    found = await previewed(turn, tap.ticket)
    if found is not None:
        incident, draft = found
        await _reply(turn, await confirming.to_me(turn.uow, turn.now, draft, incident, turn.person))


async def send(turn: Turn, tap: SendAlert) -> None:
    """Send what was previewed, or say what changed and show it anew."""
    found = await previewed(turn, tap.ticket)
    if found is None:
        return
    incident, draft = found
    sent = await confirming.send(turn.uow, turn.now, draft, incident, turn.person)
    if isinstance(sent, Text):
        await turn.leave()
        await turn.acknowledge(sent)
    else:
        await _show(turn, sent)


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
        return await lost(turn, step.incident)
    await show_preview(turn, step.draft.translated(step.into, turn.inbound.text.strip()), incident)
    return True


async def previewed(turn: Turn, ticket: str | None = None) -> tuple[Incident, Draft] | None:
    """Find what the tapped preview was made from; only the newest counts. Where it is stale, say so and return None.

    Where none stands any more, a fresh one is shown. `ticket`: which preview was tapped; None where any of this
    incident will do, as a fresh one follows anyway.
    """
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return None
    step = await turn.step(Confirming) or await turn.step(Translating)
    if step is None:
        # They wrote something else, corrected it or left the preview: the draft is gone.
        fresh = await confirming.start(turn.uow, turn.now, incident, turn.person)
        if ticket is not None and isinstance(fresh, Previewed):
            await turn.reply(Notice.of("confirm.lost", number=incident.number))
        await _show(turn, fresh)
        return None
    if step.incident != incident.id or ticket not in (None, step.ticket):
        await turn.acknowledge(text("choose.stale"))
        return None
    return incident, step.draft


async def show_preview(turn: Turn, draft: Draft, incident: Incident) -> None:
    """Show the preview of this draft, and keep it."""
    await _show(turn, await confirming.again(turn.uow, turn.now, draft, incident, turn.person))


async def _show(turn: Turn, result: Previewed | Refused) -> None:
    if isinstance(result, Refused):
        await turn.acknowledge(result)
        return
    await turn.enter(Confirming.of(result.draft))
    await turn.reply(*result.notices)


async def _reply(turn: Turn, result: tuple[Notice, ...] | Refused) -> None:
    if isinstance(result, Refused):
        await turn.acknowledge(result)
    elif result:
        await turn.reply(*result)
    else:
        await turn.acknowledge(text("choose.stale"))
