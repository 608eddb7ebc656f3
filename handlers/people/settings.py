"""/language, /status, /stop, /cancel."""

from alerts.notices import Choice, Notice, text
from handlers.core.turn import Turn
from handlers.people import towns


async def language(turn: Turn, rest: str) -> None:
    """/language: each by its own name."""
    del rest
    rows = tuple((Choice(f"language.is:{code}", text(f"language.own.{code}")),) for code in turn.network.languages)
    await turn.reply(Notice.of("language.ask").with_choices(*rows))


async def language_tapped(turn: Turn, notice: Notice, words: list[str]) -> None:
    """language.is:es"""
    del notice
    if words[1] not in turn.network.languages:
        await turn.acknowledge(text("choose.stale"))
        return
    await turn.uow.people.set_language(turn.person.id, words[1])
    await turn.reply(Notice.of("language.done"))


async def status(turn: Turn, rest: str) -> None:
    """/status: what we know of this person, and nothing of anybody else."""
    del rest
    if not turn.person.grants:
        await turn.reply(Notice.of("status.stranger"))
        return
    contacts = await turn.uow.people.contacts(turn.person.id)
    lines = tuple(sorted({contact.transport.title() for contact in contacts}))
    await turn.reply(Notice(parts=(text("status.head", lines=lines), *towns.mine(turn))))


async def stop(turn: Turn, rest: str) -> None:
    """/stop: silence, but for the end of an alert they were told of."""
    del rest
    await turn.uow.conversations.leave(turn.person.id)
    await turn.uow.people.stop(turn.person.id, turn.now)
    await turn.reply(Notice.of("stop.done"))


async def cancel(turn: Turn, rest: str) -> None:
    """/cancel: leave whatever was being asked."""
    del rest
    await turn.uow.conversations.leave(turn.person.id)
    await turn.reply(Notice.of("cancel.done"))
