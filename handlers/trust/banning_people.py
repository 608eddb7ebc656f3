"""A coordinator bans somebody, sees who is banned, and ends a ban."""

from alerts.notices import Choice, Notice, Value, text
from alerts.people.naming import named
from alerts.people.pseudonym import pseudonym
from alerts.trust import banning
from alerts.trust.ban import Ban
from alerts.trust.ports import BANS
from alerts.trust.taps import AskToBan, BanPerson, EndBan, KeepPerson, ShowBans
from alerts.work.refused import Refused
from handlers.core.turn import Turn

PAGE = 6
"""Bans in one message."""


async def ask(turn: Turn, tap: AskToBan) -> None:
    """Ask back once, by name, and say what it means."""
    shown = await banning.person_to_ban(turn.uow, turn.now, tap.person, turn.person)
    if isinstance(shown, Refused):
        await turn.acknowledge(shown)
        return
    sure = text("trust.ban_sure", name=named(shown.person), code=pseudonym(shown.person.id))
    yes = BanPerson(shown.person.id).choice(text("choice.trust.ban_yes"))
    no = KeepPerson().choice(text("choice.no"))
    await turn.reply(Notice(parts=(sure,)).with_choices((yes, no)))


async def ban(turn: Turn, tap: BanPerson) -> None:
    """Ban this person."""
    await turn.acknowledge(await banning.ban(turn.uow, turn.now, tap.person, turn.person))


async def keep(turn: Turn, _: KeepPerson) -> None:
    """Leave them in."""
    await turn.acknowledge(text("stop.kept"))


async def show(turn: Turn, tap: ShowBans) -> None:
    """Show who is banned: by their digits, since when, and by whom."""
    bans = await BANS(turn.uow).page(tap.start, PAGE + 1)
    if not bans:
        await turn.acknowledge(text("trust.no_bans"))
        return
    lines = [text("trust.ban", code=pseudonym(one.person_id), at=one.banned_at, by=_by(one)) for one in bans[:PAGE]]
    rows: list[tuple[Choice, ...]] = [
        (EndBan(one.person_id).choice(text("choice.trust.unban", code=pseudonym(one.person_id))),)
        for one in bans[:PAGE]
    ]
    if len(bans) > PAGE:
        rows.append((ShowBans(tap.start + PAGE).choice(text("choice.trust.more_people")),))
    await turn.reply(Notice(parts=(text("trust.bans"), *lines)).with_choices(*rows))


def _by(shown: Ban) -> Value:
    return pseudonym(shown.by_id) if shown.by_id is not None else text("audit.operator")


async def end(turn: Turn, tap: EndBan) -> None:
    """End this ban."""
    await turn.acknowledge(await banning.unban(turn.uow, turn.now, tap.person, turn.person))
