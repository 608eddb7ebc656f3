"""News to everybody who was told: by a tap that needs no translation, or in the dispatcher's own words."""

from alerts.incidents import closing, desk
from alerts.incidents.desk import Refused
from alerts.incidents.incident import Incident
from alerts.notices import Choice, Notice, Quote, text
from handlers.core.turn import Turn

LONGEST = 600
"""Characters of written news: in every language of the network together it must fit one message, on Signal too."""


async def begin(turn: Turn, incident: Incident, _: list[str]) -> None:
    """Update was tapped on the card."""
    ask = Notice(
        parts=(text("update.ask", number=incident.number),),
        choices=(
            *((Choice(f"tell.{what}", text(f"choice.update.{what}")),) for what in closing.UPDATES),
            (Choice("tell.words", text("choice.update.words")),),
        ),
        subject_id=incident.id,
    )
    await turn.reply(ask)


async def tapped(turn: Turn, notice: Notice, words: list[str]) -> None:
    """One of the updates that need no translation, or the wish to write one."""
    incident = await desk.seen_by(turn.uow, notice.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
    elif words[0] == "words":
        await turn.uow.conversations.go(turn.person.id, "update", {"incident": incident.id}, turn.now)
        await turn.reply(Notice.of("update.write", number=incident.number))
    elif words[0] == "send":
        await _send_words(turn, incident)
    else:
        await turn.acknowledge(await closing.update(turn.uow, turn.now, incident, f"update.{words[0]}"))


async def written(turn: Turn) -> bool:
    """The update as written: shown once more before it goes, with a word about its one language."""
    step = await turn.uow.conversations.step(turn.person.id)
    incident = await desk.seen_by(turn.uow, int(step.data["incident"]) if step else None, turn.person)
    if step is None or isinstance(incident, Refused):
        return False
    words = turn.inbound.text.strip()
    if len(words) > LONGEST:
        await turn.reply(Notice.of("update.too_long", length=len(words), most=LONGEST))
        return True
    await turn.uow.conversations.go(turn.person.id, "update", {"incident": incident.id, "words": words}, turn.now)
    ask = Notice(
        parts=(text("update.sure", number=incident.number, words=Quote(words, LONGEST)),),
        choices=((Choice("tell.send", text("choice.send")), Choice("end.no", text("choice.no"))),),
        subject_id=incident.id,
    )
    await turn.reply(ask)
    return True


async def _send_words(turn: Turn, incident: Incident) -> None:
    step = await turn.uow.conversations.step(turn.person.id)
    if step is None or step.name != "update" or step.data.get("incident") != incident.id or not step.data.get("words"):
        await turn.acknowledge(text("choose.stale"))
        return
    await turn.uow.conversations.leave(turn.person.id)
    words = Quote(step.data["words"], LONGEST, turn.person.language or "")
    await turn.acknowledge(await closing.update(turn.uow, turn.now, incident, "update.words", words))
