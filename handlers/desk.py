"""The desk's taps and commands; what they do is decided in alerts/incidents."""

from dataclasses import replace

from alerts.incidents import card, closing, confirming, desk, merging, reporting, verifying
from alerts.incidents.confirming import Draft
from alerts.incidents.desk import Refused
from alerts.incidents.incident import Basis, Incident
from alerts.incidents.lifecycle import Event
from alerts.notices import Choice, Notice, Quote, Text, say, text
from alerts.people.person import DESK
from handlers.turn import Turn
from locales.length import pages

LIST = 10
"""Incidents that /desk lists; more would not fit one message."""
WHOLE = 1500
"""Bytes of a report in one message when the desk asks for all of it: with what stands around it, Signal's 2,000."""
SURE = {"dismiss": Event.DISMISS, "allclear": Event.ALL_CLEAR, "cancel": Event.CANCEL, "close": Event.CLOSE}
"""Deciding taps: place and number are said again before they act."""


async def tapped(turn: Turn, notice: Notice, words: list[str]) -> None:
    """A tap on the card."""
    incident = await desk.seen_by(turn.uow, _subject(notice, words), turn.person)
    if isinstance(incident, Refused):
        await turn.tell(incident)
        return
    verb = words[0]
    if verb in SURE:
        await _are_you_sure(turn, incident, verb)
    elif verb in _TAPS:
        await _TAPS[verb](turn, incident, words[1:])


async def late(turn: Turn, notice: Notice) -> None:
    """A button of the card as it was before: who was faster, and what became of it."""
    incident = await desk.seen_by(turn.uow, notice.incident_id, turn.person)
    await turn.tell(incident if isinstance(incident, Refused) else await desk.standing(turn.uow, incident, turn.person))


def _subject(notice: Notice, words: list[str]) -> int | None:
    return int(words[1]) if words[0] == "show" else notice.incident_id


async def _claim(turn: Turn, incident: Incident, _: list[str]) -> None:
    held = await desk.claim(turn.uow, turn.now, incident, turn.person)
    if isinstance(held, Incident):
        if held.version != incident.version:
            await card.show(turn.uow, turn.now, held)
            await turn.tell(text("toast.claimed", number=incident.number))
        else:
            await turn.tell(text("toast.yours", number=incident.number))
    else:
        await turn.tell(held)


async def _verify(turn: Turn, incident: Incident, _: list[str]) -> None:
    held = await desk.claim(turn.uow, turn.now, incident, turn.person)
    if isinstance(held, Refused):
        await turn.tell(held)
        return
    if not held.place.usable:
        await turn.tell(text("refused.no_place"))
        return
    asked = await verifying.ask(turn.uow, turn.now, held)
    await card.show(turn.uow, turn.now, held)
    await turn.tell(text("toast.asked", n=asked) if asked else text("toast.nobody_to_ask"))


async def _unverifiable(turn: Turn, incident: Incident, _: list[str]) -> None:
    await turn.tell(await closing.cannot_verify(turn.uow, turn.now, incident, turn.person))


async def _confirm(turn: Turn, incident: Incident, _: list[str]) -> None:
    result = await confirming.start(turn.uow, turn.now, incident, turn.person)
    if isinstance(result, Refused):
        await turn.tell(result)
        return
    await _keep(turn, Draft(incident_id=incident.id, basis=Basis.OBSERVER))
    await turn.say(*result)


async def confirm_tapped(turn: Turn, notice: Notice, words: list[str]) -> None:
    """The taps of the preview, and the reason before it."""
    incident = await desk.seen_by(turn.uow, notice.incident_id, turn.person)
    draft = await _draft(turn, notice)
    if isinstance(incident, Refused):
        await turn.tell(incident)
    elif words[0] == "back":
        await turn.uow.conversations.leave(turn.person.id)
        await turn.tell(text("toast.nothing_sent"))
    elif draft is None:
        await turn.tell(text("choose.stale"))
    elif words[0] == "send":
        sent = await confirming.send(turn.uow, turn.now, draft, incident, turn.person)
        if isinstance(sent, Text):
            await turn.uow.conversations.leave(turn.person.id)
        await turn.tell(sent)
    elif words[0] == "translate":
        await turn.uow.conversations.go(turn.person.id, "translate", {**_data(draft), "into": words[1]}, turn.now)
        await turn.say(say("confirm.translate", language=text(f"language.{words[1]}")))
    else:
        await _preview(turn, _changed(draft, words), incident)


def _changed(draft: Draft, words: list[str]) -> Draft:
    if words[0] == "reason":
        return replace(draft, basis=Basis(words[1]))
    return replace(draft, with_words=False)


async def _preview(turn: Turn, draft: Draft, incident: Incident) -> None:
    result = await confirming.again(turn.uow, turn.now, draft, incident, turn.person)
    if isinstance(result, Refused):
        await turn.tell(result)
        return
    await _keep(turn, draft)
    await turn.say(*result)


async def translation(turn: Turn) -> bool:
    """The dispatcher wrote a reporter's words in another language; the preview follows."""
    step = await turn.uow.conversations.step(turn.person.id)
    draft = _as_draft(step[1]) if step else None
    incident = await desk.seen_by(turn.uow, draft.incident_id if draft else None, turn.person)
    if step is None or draft is None or isinstance(incident, Refused):
        return False
    await _preview(turn, replace(draft, translation=(str(step[1]["into"]), turn.inbound.text.strip())), incident)
    return True


async def _keep(turn: Turn, draft: Draft) -> None:
    await turn.uow.conversations.go(turn.person.id, "confirm", _data(draft), turn.now)


async def _draft(turn: Turn, notice: Notice) -> Draft | None:
    """The draft this preview was made from: only the newest one counts."""
    step = await turn.uow.conversations.step(turn.person.id)
    draft = _as_draft(step[1]) if step and step[0] in ("confirm", "translate") else None
    return draft if draft and draft.incident_id == notice.incident_id else None


def _data(draft: Draft) -> dict[str, object]:
    return {
        "incident": draft.incident_id,
        "basis": draft.basis,
        "with_words": draft.with_words,
        "translation": list(draft.translation) if draft.translation else None,
    }


def _as_draft(data: dict[str, object]) -> Draft:
    translation = data["translation"]
    return Draft(
        incident_id=int(str(data["incident"])),
        basis=Basis(str(data["basis"])),
        with_words=bool(data["with_words"]),
        translation=(str(translation[0]), str(translation[1])) if isinstance(translation, list) else None,
    )


async def _are_you_sure(turn: Turn, incident: Incident, verb: str) -> None:
    place: Quote | Text = Quote(incident.place.words, 80) if incident.place.words else text("place.on_map")
    counts = await turn.uow.mail.counts([incident.id])
    ask = Notice(
        parts=(text(f"sure.{verb}", number=incident.number, place=place, people=counts.delivered + counts.unsure),),
        choices=((Choice(f"end.{verb}", text(f"choice.yes.{verb}")), Choice("end.no", text("choice.no"))),),
        incident_id=incident.id,
    )
    await turn.say(ask)


async def end_tapped(turn: Turn, notice: Notice, words: list[str]) -> None:
    """The second tap of a deciding one."""
    incident = await desk.seen_by(turn.uow, notice.incident_id, turn.person)
    if isinstance(incident, Refused):
        await turn.tell(incident)
    elif words[0] == "no":
        await turn.tell(text("toast.nothing_sent"))
    else:
        await turn.tell(await closing.end(turn.uow, turn.now, incident, turn.person, SURE[words[0]]))


async def _update(turn: Turn, incident: Incident, _: list[str]) -> None:
    ask = Notice(
        parts=(text("update.ask", number=incident.number),),
        choices=(
            *((Choice(f"tell.{what}", text(f"choice.update.{what}")),) for what in closing.UPDATES),
            (Choice("tell.words", text("choice.update.words")),),
        ),
        incident_id=incident.id,
    )
    await turn.say(ask)


async def update_tapped(turn: Turn, notice: Notice, words: list[str]) -> None:
    """One of the updates that need no translation, or the wish to write one."""
    incident = await desk.seen_by(turn.uow, notice.incident_id, turn.person)
    if isinstance(incident, Refused):
        await turn.tell(incident)
    elif words[0] == "words":
        await turn.uow.conversations.go(turn.person.id, "update", {"incident": incident.id}, turn.now)
        await turn.say(say("update.write", number=incident.number))
    elif words[0] == "send":
        await _send_words(turn, incident)
    else:
        await turn.tell(await closing.update(turn.uow, turn.now, incident, f"update.{words[0]}"))


async def update_words(turn: Turn) -> bool:
    """The update as written: shown once more before it goes, with a word about its one language."""
    step = await turn.uow.conversations.step(turn.person.id)
    incident = await desk.seen_by(turn.uow, int(step[1]["incident"]) if step else None, turn.person)
    if step is None or isinstance(incident, Refused):
        return False
    words = turn.inbound.text.strip()
    await turn.uow.conversations.go(turn.person.id, "update", {"incident": incident.id, "words": words}, turn.now)
    ask = Notice(
        parts=(text("update.sure", number=incident.number, words=Quote(words, 600)),),
        choices=((Choice("tell.send", text("choice.send")), Choice("end.no", text("choice.no"))),),
        incident_id=incident.id,
    )
    await turn.say(ask)
    return True


async def _send_words(turn: Turn, incident: Incident) -> None:
    step = await turn.uow.conversations.step(turn.person.id)
    if step is None or step[0] != "update" or step[1].get("incident") != incident.id or not step[1].get("words"):
        await turn.tell(text("choose.stale"))
        return
    await turn.uow.conversations.leave(turn.person.id)
    words = Quote(step[1]["words"], 600, turn.person.language or "")
    await turn.tell(await closing.update(turn.uow, turn.now, incident, "update.words", words))


async def _merge(turn: Turn, incident: Incident, _: list[str]) -> None:
    standing = await turn.uow.incidents.standing(incident.town_id)
    others = [other for other, _, _ in standing if other.id != incident.id][:LIST]
    if not others:
        await turn.tell(text("toast.no_other"))
        return
    rows = tuple((Choice(f"desk.same:{other.number}", text("choice.same", number=other.number)),) for other in others)
    await turn.say(Notice(parts=(text("merge.ask", number=incident.number),), choices=rows, incident_id=incident.id))


async def _same(turn: Turn, incident: Incident, words: list[str]) -> None:
    await turn.tell(await merging.merge(turn.uow, turn.now, incident, turn.person, int(words[0])))


async def _split(turn: Turn, incident: Incident, words: list[str]) -> None:
    if words:
        await turn.tell(await merging.split(turn.uow, turn.now, incident, turn.person, int(words[0])))
        return
    reports = await turn.uow.incidents.reports(incident.id)
    rows = tuple((Choice(f"desk.split:{r.number}", text("choice.reporter", n=r.number)),) for r in reports[:LIST])
    await turn.say(Notice(parts=(text("split.ask", number=incident.number),), choices=rows, incident_id=incident.id))


async def _town(turn: Turn, incident: Incident, words: list[str]) -> None:
    town = turn.network.town(int(words[0]))
    if town is not None:
        await reporting.set_town(turn.uow, turn.now, incident, town.id)
        await turn.tell(text("toast.town", number=incident.number, town=town.name))


async def _whole(turn: Turn, incident: Incident, _: list[str]) -> None:
    """Every word of every report, in as many messages as it takes."""
    for report in await turn.uow.incidents.reports(incident.id):
        for page in pages(report.words, WHOLE, utf16=False):
            piece = Quote(page, WHOLE, report.language or "")
            await turn.say(say("desk.whole", number=incident.number, n=report.number, words=piece))


async def _show(turn: Turn, incident: Incident, _: list[str]) -> None:
    await card.show(turn.uow, turn.now, incident)
    fresh = await turn.uow.incidents.get(incident.id)
    if fresh is not None and fresh.card_id is not None:
        await turn.uow.mail.show_again(fresh.card_id, turn.contact.id, turn.now)


async def list_open(turn: Turn, rest: str) -> None:
    """/desk: what is open, the newest first."""
    del rest
    if not any(grant.role in DESK for grant in turn.person.grants):
        await turn.say(say("refused.role"))
        return
    incidents = [entry[0] for entry in await turn.uow.incidents.standing(None)]
    mine = [incident for incident in incidents if turn.person.has(DESK, incident.town_id)][-LIST:][::-1]
    if not mine:
        await turn.say(say("desk.list_empty"))
        return
    lines = [await _line(turn, incident) for incident in mine]
    rows = tuple((Choice(f"desk.show:{i.id}", text("choice.show", number=i.number)),) for i in mine)
    await turn.say(Notice(parts=(text("desk.list", n=len(mine)), *lines), choices=rows))


async def _line(turn: Turn, incident: Incident) -> Text:
    town = turn.network.town(incident.town_id)
    return text(
        "desk.list_line",
        number=incident.number,
        town=town.name if town else text("card.no_town"),
        place=Quote(incident.place.words, 60) if incident.place.words else text("card.no_place"),
        state=text(f"state.{incident.state}"),
        at=incident.opened_at,
    )


_TAPS = {
    "claim": _claim,
    "verify": _verify,
    "unverifiable": _unverifiable,
    "confirm": _confirm,
    "update": _update,
    "merge": _merge,
    "same": _same,
    "split": _split,
    "town": _town,
    "whole": _whole,
    "show": _show,
}
