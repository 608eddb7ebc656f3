"""/panic: whether a letter came is asked first, of both; the second one's last tap destroys everything."""

from alerts.notices import Notice, text
from alerts.panic import request
from alerts.panic.kept_for_court import why_not_destroy
from alerts.panic.letter import letter_came, letter_stands
from alerts.panic.taps import DestroyEverything, LetterCame, NothingCame, StopPanic
from alerts.people.naming import named
from alerts.work.refused import Refused
from handlers.core.turn import Turn


async def panic(turn: Turn, _: str) -> None:
    """Answer /panic: ask whether a letter came; of whoever was asked by another one, about that one's request."""
    refused = await why_not_destroy(turn.uow)
    if refused is not None:
        means = (text("panic.letter_means"),) if await letter_stands(turn.uow) else ()
        await turn.reply(Notice(parts=(refused.why, *means)))
        return
    asker = await request.requested_by(turn.uow)
    theirs = asker is None or asker.was_one_with(turn.person)
    await turn.reply(request.question(None if theirs else asker))


async def letter(turn: Turn, _: LetterCame) -> None:
    """Keep that a letter came: nothing is destroyed."""
    await letter_came(turn.uow, turn.now, turn.person)
    await request.call_off(turn.uow, turn.now, turn.person)
    await turn.reply(Notice(parts=(text("panic.letter_heard"), text("panic.letter_means"))))


async def nothing(turn: Turn, tap: NothingCame) -> None:
    """Ask the others, or, where another one asked, ask for the last tap."""
    if not tap.asker:
        asked = await request.request(turn.uow, turn.now, turn.person)
        words = asked.why if isinstance(asked, Refused) else asked
        stop = () if isinstance(asked, Refused) else ((StopPanic().choice(text("choice.panic.stop")),),)
        await turn.reply(Notice(parts=(words,)).with_choices(*stop))
        return
    asker = await request.asker_for(turn.uow, turn.person, tap.asker)
    if isinstance(asker, Refused):
        await turn.acknowledge(asker)
        return
    rows = (
        (DestroyEverything(asker.id).choice(text("choice.panic.destroy")),),
        (StopPanic().choice(text("choice.panic.stop")),),
    )
    await turn.reply(Notice(parts=(text("panic.sure", name=named(asker)),)).with_choices(*rows))


async def destroy(turn: Turn, tap: DestroyEverything) -> None:
    """Destroy everything."""
    await turn.acknowledge(await request.agree(turn.uow, turn.now, turn.person, tap.asker))


async def stop(turn: Turn, _: StopPanic) -> None:
    """Destroy nothing."""
    await turn.acknowledge(await request.call_off(turn.uow, turn.now, turn.person))
