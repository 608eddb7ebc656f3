"""News to everybody who was told: by a tap that needs no translation, or in the dispatcher's own words."""

from alerts.incidents import closing, desk
from alerts.incidents.taps import DontEnd, SendUpdate, SendWrittenUpdate, Update, WriteUpdate
from alerts.notices import Notice, Quote, text
from alerts.work.refused import Refused
from handlers.core.turn import Turn
from handlers.incidents.steps import WritingUpdate

LONGEST = 600
"""Characters of written news: in every language of the network together it must fit one message, on Signal too."""


async def begin(turn: Turn, _: Update) -> None:
    """Offer the updates that need no translation, and to write one."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return
    known = [SendUpdate(what).choice(text(f"choice.update.{what}")) for what in closing.UPDATES]
    own = WriteUpdate().choice(text("choice.update.words"))
    ask = text("update.ask", number=incident.number)
    await turn.reply(Notice(parts=(ask,), choices=tuple((one,) for one in (*known, own)), subject_id=incident.id))


async def send(turn: Turn, tap: SendUpdate) -> None:
    """Send one of the updates that need no translation."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
    else:
        await turn.acknowledge(await closing.update(turn.uow, turn.now, incident, f"update.{tap.what}"))


async def ask_words(turn: Turn, _: WriteUpdate) -> None:
    """Ask for the update in their own words."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return
    await turn.enter(WritingUpdate(incident=incident.id))
    await turn.reply(Notice.of("update.write", number=incident.number))


async def written(turn: Turn, step: WritingUpdate) -> bool:
    """Show the update as written once more before it goes, with a word about its one language."""
    incident = await desk.seen_by(turn.uow, step.incident, turn.person)
    if isinstance(incident, Refused):
        return False
    words = turn.inbound.text.strip()
    if len(words) > LONGEST:
        await turn.reply(Notice.of("update.too_long", length=len(words), most=LONGEST))
        return True
    await turn.enter(WritingUpdate(incident=incident.id, words=words))
    sure = text("update.sure", number=incident.number, words=Quote(words, LONGEST))
    choices = SendWrittenUpdate().choice(text("choice.send")), DontEnd().choice(text("choice.no"))
    await turn.reply(Notice(parts=(sure,), choices=(choices,), subject_id=incident.id))
    return True


async def send_written(turn: Turn, _: SendWrittenUpdate) -> None:
    """Send what they wrote; only the newest words of this very incident."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return
    step = await turn.step(WritingUpdate)
    if step is None or step.incident != incident.id or not step.words:
        await turn.acknowledge(text("choose.stale"))
        return
    await turn.leave()
    words = Quote(step.words, LONGEST, turn.person.language or "")
    await turn.acknowledge(await closing.update(turn.uow, turn.now, incident, "update.words", words))
