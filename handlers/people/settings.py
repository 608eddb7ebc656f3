"""/language, /status, /stop, /cancel."""

from dataclasses import replace

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.incidents.stepping_down import step_down
from alerts.joining import parting
from alerts.lines.worked_lines import deserted_lines
from alerts.network.stopping import ask_to_stop, loses_trust, roles_by_town
from alerts.notices import Notice, Text, text
from alerts.people.person import DESK
from alerts.people.taps import ChooseLanguage, KeepWriting, StopWriting
from alerts.profile.ports import PROFILES
from alerts.trust.announcing import tell_of_leaving
from alerts.trust.last_coordinator import towns_without_coordinator
from handlers.core.turn import Turn


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
    if turn.person.suspended:
        await turn.reply(Notice.of("trust.suspended_now"))
        return
    if not turn.person.grants:
        await turn.reply(Notice.of("status.stranger"))
        return
    contacts = await turn.uow.contacts.of(turn.person.id)
    lines = tuple(sorted({contact.transport.title() for contact in contacts}))
    parts = (text("status.head", lines=lines), *roles_by_town(turn.person, turn.network))
    await turn.reply(Notice(parts=(*parts, *await _deserted(turn))))


async def _deserted(turn: Turn) -> list[Text]:
    """Tell the desk of lines that nobody works, and how many people are there."""
    if not any(grant.role in DESK for grant in turn.person.grants) or not turn.uow.idle_lines:
        return []
    return [
        text("status.deserted_line", transport=line.transport.title(), name=line.name, count=line.people)
        for line in await deserted_lines(turn.uow)
    ]


async def stop(turn: Turn, _: str) -> None:
    """Answer /stop: at once, but ask who holds a role that only a coordinator can give back."""
    if loses_trust(turn.person):
        alone = await towns_without_coordinator(turn.uow, turn.person.id, turn.person.grants)
        last = (text("trust.you_are_the_last", towns=tuple(town.name for town in alone)),) if alone else ()
        asked = ask_to_stop(turn.person, turn.network)
        await turn.reply(replace(asked, parts=(*asked.parts, *last)))
    else:
        await stop_now(turn, StopWriting())


async def stop_now(turn: Turn, _: StopWriting) -> None:
    """Write to them no more, but for the end of an alert they were told of; their name and roles are gone."""
    await turn.leave()
    turn.person = await parting.undo_fresh_links(turn.uow, turn.now, turn.person, turn.contact)
    await turn.uow.people.stop(turn.person.id, turn.now)
    await PROFILES(turn.uow).erase(turn.person.id)
    if turn.person.grants or turn.person.suspended:
        await record(turn.uow, turn.now, Deed(action=Action.STOPPED, by_id=turn.person.id))
    await tell_of_leaving(turn.uow, turn.now, turn.person, turn.person.grants)
    if loses_trust(turn.person):
        await step_down(turn.uow, turn.now, turn.person.id)
    await turn.reply(Notice.of("stop.done"))


async def keep_writing(turn: Turn, _: KeepWriting) -> None:
    """Leave everything as it is."""
    await turn.acknowledge(text("stop.kept"))


async def cancel(turn: Turn, _: str) -> None:
    """Answer /cancel: leave whatever was being asked."""
    await turn.leave()
    await turn.reply(Notice.of("cancel.done"))
