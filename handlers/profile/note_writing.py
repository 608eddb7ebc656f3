"""The note for dispatchers: written by whoever it is on, or by the desk."""

from alerts.notices import Choice, Notice, text
from alerts.people.naming import named
from alerts.profile import noting
from alerts.profile.noting import LONGEST, note_words
from alerts.profile.ports import PROFILES
from alerts.profile.taps import EraseNote, EraseNoteOn, KeepNote, WriteNote, WriteNoteOn
from alerts.understanding.intent import SENDS
from alerts.understanding.phrases import SaidText
from alerts.understanding.situation import Situation
from alerts.work.refused import Refused
from handlers.core.lexicon import lexicon
from handlers.core.turn import Turn
from handlers.incidents.limits import pleads
from handlers.incidents.understood import read
from handlers.profile.steps import WritingNote, WritingNoteOn


async def write(turn: Turn, _: WriteNote) -> None:
    """Ask for their own note."""
    if turn.person.consented_at is None:
        await turn.acknowledge(text("choose.stale"))
        return
    await turn.enter(WritingNote())
    note = (await PROFILES(turn.uow).of(turn.person.id)).note
    parts = (*((note_words(note),) if note else ()), text("profile.note_ask", most=LONGEST), text("profile.note_how"))
    erase = [(EraseNote().choice(text("choice.profile.note_erase")),)] if note else []
    await turn.reply(Notice(parts=parts).with_choices(*erase, _keep()))


async def write_on(turn: Turn, tap: WriteNoteOn) -> None:
    """Ask for the note on somebody, at the desk of a town of theirs."""
    person = await noting.noted_person(turn.uow, turn.person, tap.person)
    if isinstance(person, Refused):
        await turn.acknowledge(person)
        return
    await turn.enter(WritingNoteOn(person=person.id))
    note = (await PROFILES(turn.uow).of(person.id)).note
    asked = text("profile.note_ask_on", name=named(person), most=LONGEST)
    parts = (*((note_words(note),) if note else ()), asked, text("profile.note_how"), text("profile.note_told"))
    erase = [(EraseNoteOn(person.id).choice(text("choice.profile.note_erase")),)] if note else []
    await turn.reply(Notice(parts=parts).with_choices(*erase, _keep()))


def _keep() -> tuple[Choice, ...]:
    return (KeepNote().choice(text("choice.never_mind")),)


async def written(turn: Turn, _: WritingNote) -> bool:
    """Take the words as their own note."""
    return await _written(turn, turn.person.id)


async def written_on(turn: Turn, step: WritingNoteOn) -> bool:
    """Take the words as the note on that person."""
    person = await noting.noted_person(turn.uow, turn.person, step.person)
    if isinstance(person, Refused) and not pleads(turn):
        # They have the desk of another town by now.
        await turn.leave()
        await turn.reply(Notice(parts=(person.why,)))
        return True
    return await _written(turn, step.person)


async def _written(turn: Turn, person_id: int) -> bool:
    words = " ".join(turn.inbound.text.split())
    if pleads(turn) or _is_report(turn, words):
        return False
    said = await noting.set_note(turn.uow, turn.now, turn.person, person_id, words)
    if isinstance(said, Refused):
        await turn.reply(Notice(parts=(said.why,)).with_choices(_keep()))
        return True
    await turn.leave()
    await turn.reply(Notice(parts=(said,)))
    return True


def _is_report(turn: Turn, words: str) -> bool:
    """Say whether it is about agents somewhere: that must not end as a note."""
    reading = read(turn, words, Situation.MEMBER_FIRST)
    names_agents = SaidText.of(words, lexicon()).has("want_agents")
    return reading.intent in SENDS and (reading.sure or names_agents)


async def erase(turn: Turn, _: EraseNote) -> None:
    """Erase their own note."""
    await _erase(turn, turn.person.id)


async def erase_on(turn: Turn, tap: EraseNoteOn) -> None:
    """Erase the note on somebody."""
    await _erase(turn, tap.person)


async def _erase(turn: Turn, person_id: int) -> None:
    await turn.leave()
    await turn.acknowledge(await noting.set_note(turn.uow, turn.now, turn.person, person_id, ""))


async def keep(turn: Turn, _: KeepNote) -> None:
    """Leave the note as it is."""
    await turn.leave()
    await turn.acknowledge(text("profile.unchanged"))
