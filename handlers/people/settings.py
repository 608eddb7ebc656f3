"""/language, /status, /stop, /cancel."""

from alerts.notices import Notice, text
from alerts.people.person import VERIFIED
from alerts.people.taps import ChooseLanguage, KeepWriting, StopWriting
from handlers.core.turn import Turn
from handlers.people import towns


async def language(turn: Turn, _: str) -> None:
    """Answer /language: offer each by its own name."""
    rows = [(ChooseLanguage(code).choice(text(f"language.own.{code}")),) for code in turn.network.languages]
    await turn.reply(Notice.of("language.ask").with_choices(*rows))


async def choose_language(turn: Turn, tap: ChooseLanguage) -> None:
    """Write to them in this language from now on."""
    if tap.language not in turn.network.languages:
        await turn.acknowledge(text("choose.stale"))
        return
    await turn.uow.people.set_language(turn.person.id, tap.language)
    await turn.reply(Notice.of("language.done"))


async def status(turn: Turn, _: str) -> None:
    """Answer /status: what we know of this person, and nothing of anybody else."""
    if not turn.person.grants:
        await turn.reply(Notice.of("status.stranger"))
        return
    contacts = await turn.uow.contacts.of(turn.person.id)
    lines = tuple(sorted({contact.transport.title() for contact in contacts}))
    await turn.reply(Notice(parts=(text("status.head", lines=lines), *towns.mine(turn))))


async def stop(turn: Turn, _: str) -> None:
    """Answer /stop: at once, but ask who holds a role that only a coordinator can give back."""
    if not any(grant.role in VERIFIED for grant in turn.person.grants):
        await stop_now(turn, StopWriting())
        return
    rows = ((StopWriting().choice(text("choice.stop.yes")),), (KeepWriting().choice(text("choice.stop.no")),))
    parts = (text("stop.ask"), *towns.mine(turn), text("stop.lost"))
    await turn.reply(Notice(parts=parts).with_choices(*rows))


async def stop_now(turn: Turn, _: StopWriting) -> None:
    """Write to them no more, but for the end of an alert they were told of; their name and roles are gone."""
    await turn.leave()
    await turn.uow.people.stop(turn.person.id, turn.now)
    await turn.reply(Notice.of("stop.done"))


async def keep_writing(turn: Turn, _: KeepWriting) -> None:
    """Leave everything as it is."""
    await turn.acknowledge(text("stop.kept"))


async def cancel(turn: Turn, _: str) -> None:
    """Answer /cancel: leave whatever was being asked."""
    await turn.leave()
    await turn.reply(Notice.of("cancel.done"))
