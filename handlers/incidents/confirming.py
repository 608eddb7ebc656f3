"""From the card to the alert: the reason, the preview, a translation, the tap that sends."""

from collections.abc import Mapping
from dataclasses import replace

from alerts.incidents import confirming, desk
from alerts.incidents.confirming import Draft
from alerts.incidents.desk import Refused
from alerts.incidents.incident import Basis, Incident
from alerts.notices import Notice, Text, text
from handlers.core.turn import Turn


async def begin(turn: Turn, incident: Incident, _: list[str]) -> None:
    """Confirm was tapped on the card."""
    result = await confirming.start(turn.uow, turn.now, incident, turn.person)
    if isinstance(result, Refused):
        await turn.acknowledge(result)
        return
    await _keep(turn, Draft(incident_id=incident.id, basis=Basis.OBSERVER))
    await turn.reply(*result)


async def tapped(turn: Turn, notice: Notice, words: list[str]) -> None:
    """The taps of the preview, and the reason before it."""
    incident = await desk.seen_by(turn.uow, notice.subject_id, turn.person)
    draft = await _draft(turn, notice)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
    elif words[0] == "back":
        await turn.uow.conversations.leave(turn.person.id)
        await turn.acknowledge(text("toast.nothing_sent"))
    elif draft is None:
        await turn.acknowledge(text("choose.stale"))
    elif words[0] == "send":
        sent = await confirming.send(turn.uow, turn.now, draft, incident, turn.person)
        if isinstance(sent, Text):
            await turn.uow.conversations.leave(turn.person.id)
        await turn.acknowledge(sent)
    elif words[0] == "translate":
        await turn.uow.conversations.go(turn.person.id, "translate", {**_data(draft), "into": words[1]}, turn.now)
        await turn.reply(Notice.of("confirm.translate", language=text(f"language.{words[1]}")))
    else:
        await _preview(turn, _changed(draft, words), incident)


def _changed(draft: Draft, words: list[str]) -> Draft:
    if words[0] == "reason":
        return replace(draft, basis=Basis(words[1]))
    return replace(draft, with_words=False)


async def _preview(turn: Turn, draft: Draft, incident: Incident) -> None:
    result = await confirming.again(turn.uow, turn.now, draft, incident, turn.person)
    if isinstance(result, Refused):
        await turn.acknowledge(result)
        return
    await _keep(turn, draft)
    await turn.reply(*result)


async def translation(turn: Turn) -> bool:
    """The dispatcher wrote a reporter's words in another language; the preview follows."""
    step = await turn.uow.conversations.step(turn.person.id)
    draft = _as_draft(step.data) if step else None
    incident = await desk.seen_by(turn.uow, draft.incident_id if draft else None, turn.person)
    if step is None or draft is None or isinstance(incident, Refused):
        return False
    await _preview(turn, replace(draft, translation=(str(step.data["into"]), turn.inbound.text.strip())), incident)
    return True


async def _keep(turn: Turn, draft: Draft) -> None:
    await turn.uow.conversations.go(turn.person.id, "confirm", _data(draft), turn.now)


async def _draft(turn: Turn, notice: Notice) -> Draft | None:
    """The draft this preview was made from: only the newest one counts."""
    step = await turn.uow.conversations.step(turn.person.id)
    draft = _as_draft(step.data) if step and step.name in ("confirm", "translate") else None
    return draft if draft and draft.incident_id == notice.subject_id else None


def _data(draft: Draft) -> dict[str, object]:
    return {
        "incident": draft.incident_id,
        "basis": draft.basis,
        "with_words": draft.with_words,
        "translation": list(draft.translation) if draft.translation else None,
    }


def _as_draft(data: Mapping[str, object]) -> Draft:
    translation = data["translation"]
    return Draft(
        incident_id=int(str(data["incident"])),
        basis=Basis(str(data["basis"])),
        with_words=bool(data["with_words"]),
        translation=(str(translation[0]), str(translation[1])) if isinstance(translation, list) else None,
    )
