"""What people write that is no report: questions, fear, no more messages, insults, what nobody can understand."""

import secrets

from alerts.incidents import rumors
from alerts.incidents.taps import FileWords
from alerts.network.stopping import ask_to_stop
from alerts.notices import Notice, Quote, text
from alerts.understanding.reading import Reading
from handlers.core.turn import Turn
from handlers.incidents.first_answer import hotline
from handlers.incidents.steps import OfferedToFile
from handlers.incidents.understood import sighting


async def rumor(turn: Turn, reading: Reading) -> None:
    """Answer whether something is true, from what is confirmed."""
    town = sighting(turn, reading, "").town
    question = Quote(reading.public.words, rumors.WORDS, reading.language or "")
    await turn.reply(await rumors.answer(turn.uow, turn.now, town, question))


async def rights(turn: Turn, _: Reading) -> None:
    """Answer what to do, or what is allowed."""
    await turn.reply(Notice(parts=(text("rights.short"), *hotline(turn), text("rights.more"))))


async def fear(turn: Turn, reading: Reading) -> None:
    """Answer somebody who is afraid, and ask whether agents are there."""
    await _ask_what(turn, reading, "fear.answer")


async def unclear(turn: Turn, reading: Reading) -> None:
    """Ask what they want to tell us."""
    await _ask_what(turn, reading, "unclear.ask")


async def _ask_what(turn: Turn, reading: Reading, key: str) -> None:
    ticket = secrets.token_hex(4)
    del reading
    offered = OfferedToFile(ticket=ticket, words=turn.inbound.text, forwarded=turn.inbound.forwarded)
    await turn.enter(offered)
    kinds = ("see", "came", "taken", "none")
    rows = tuple((FileWords(ticket, kind).choice(text(f"choice.kind.{kind}")),) for kind in kinds)
    await turn.reply(Notice(parts=(text(key), *hotline(turn)), choices=rows))


async def opt_out(turn: Turn, _: Reading) -> None:
    """Ask once whether we should stop writing to them."""
    await turn.reply(ask_to_stop(turn.person, turn.network))


async def insult(turn: Turn, _: Reading) -> None:
    """Say calmly what this number is for."""
    await turn.reply(Notice.of("insult.answer"))
