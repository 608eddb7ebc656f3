"""News to everybody who was told: by a tap that needs no translation, or in the dispatcher's own words."""

import secrets

from alerts.audit.deed import Action
from alerts.incidents import desk, updating
from alerts.incidents.incident import Incident
from alerts.incidents.outgoing_words import quote_for_everybody
from alerts.incidents.recording_decisions import record_decision
from alerts.incidents.taps import DontEnd, SendUpdate, SendWrittenUpdate, Update, WriteUpdate
from alerts.notices import Notice, Quote, text
from alerts.understanding.private_kind import PrivateKind
from alerts.work.refused import Refused
from handlers.core.turn import Turn
from handlers.incidents.correcting import lost
from handlers.incidents.steps import WritingUpdate

LONGEST = 600
"""Characters of written news: in every language of the network together it must fit one message, on Signal too."""


async def begin(turn: Turn, _: Update) -> None:
    """Offer the updates that need no translation, and to write one."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return
    known = [SendUpdate(what).choice(text(f"choice.update.{what}")) for what in updating.UPDATES]
    own = WriteUpdate().choice(text("choice.update.words"))
    ask = text("update.ask", number=incident.number)
    await turn.reply(
        Notice(parts=(ask,), choices=tuple((one,) for one in (*known, own)), subject_id=incident.id, internal=True)
    )


async def send(turn: Turn, tap: SendUpdate) -> None:
    """Send one of the updates that need no translation."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
    else:
        await _send(turn, incident, f"update.{tap.what}")


async def ask_words(turn: Turn, _: WriteUpdate) -> None:
    """Ask for the update in their own words."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return
    await turn.enter(WritingUpdate(incident=incident.id))
    await turn.reply(Notice.of("update.write", number=incident.number))


async def written(turn: Turn, step: WritingUpdate) -> bool:
    """Show the update as it will be read before it goes, with a word about its one language."""
    incident = await desk.seen_by(turn.uow, step.incident, turn.person)
    if isinstance(incident, Refused):
        return await lost(turn, step.incident)
    words = turn.inbound.text.strip()
    if len(words) > LONGEST:
        await turn.reply(Notice.of("update.too_long", length=len(words), most=LONGEST))
        return True
    await _preview(turn, incident, words)
    return True


async def _preview(turn: Turn, incident: Incident, words: str) -> None:
    shown = await updating.take_update_snapshot(turn.uow, incident)
    step = WritingUpdate(incident=incident.id, words=words, shown=shown, ticket=secrets.token_hex(4))
    await turn.enter(step)
    choices = SendWrittenUpdate(step.ticket).choice(text("choice.send")), DontEnd().choice(text("choice.no"))
    quote, taken = _quoted(turn, words)
    await turn.reply(updating.preview_written(incident, shown, quote, taken).with_choices(choices))


async def send_written(turn: Turn, tap: SendWrittenUpdate) -> None:
    """Send what was previewed: only the newest words of this very incident, and only if all of it still is so."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return
    step = await turn.step(WritingUpdate)
    if step is None or step.incident != incident.id or not step.words or step.ticket != tap.ticket:
        await turn.acknowledge(text("choose.stale"))
        return
    if step.shown != await updating.take_update_snapshot(turn.uow, incident):
        await turn.reply(Notice.of("update.changed", number=incident.number))
        await _preview(turn, incident, step.words)
        return
    await turn.leave()
    words, _ = _quoted(turn, step.words)
    await _send(turn, incident, "update.words", words)


async def _send(turn: Turn, incident: Incident, key: str, words: Quote | None = None) -> None:
    sent = await updating.update(turn.uow, turn.now, incident, key, words)
    if not isinstance(sent, Refused):
        await record_decision(turn.uow, turn.now, Action.UPDATED, incident, turn.person)
    await turn.acknowledge(sent)


def _quoted(turn: Turn, words: str) -> tuple[Quote, tuple[PrivateKind, ...]]:
    quote = Quote(words, LONGEST, turn.person.language or "")
    cleaned, taken, _ = quote_for_everybody(turn.uow, quote, turn.network.towns)
    return cleaned, taken
