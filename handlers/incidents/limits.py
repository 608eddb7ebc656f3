"""What somebody sends beyond what one person may: bundled for the desk, and they hear so once."""

from alerts.incidents import bundling, tasks
from alerts.incidents.incident import Report
from alerts.incidents.limit_ports import MESSAGE_WINDOWS
from alerts.incidents.person_limits import Limit, limits_of
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.notices import Notice
from alerts.places.place import Place
from alerts.understanding.intent import Intent
from alerts.understanding.situation import Situation
from handlers.core.turn import Turn
from handlers.incidents.desk_steps import AnsweringDesk
from handlers.incidents.understood import KINDS, for_desk, media, read
from locales.commands import bare, command, is_call_for_help

ALWAYS_RUN = frozenset({"stop", "leave", "cancel"})
"""Commands that are carried out however much somebody sent."""


_KINDS = KINDS | {Intent.QUESTION_WHERE_IS_RELATIVE: "relative"}


async def is_beyond(turn: Turn) -> bool:
    """Count this message, an album as one, and say whether its sender is past their limit."""
    most = limits_of(turn.person).messages
    if most is None:
        return False
    windows = MESSAGE_WINDOWS(turn.uow)
    count = windows.of if turn.inbound.follows else windows.count
    return (await count(turn.person.id, turn.now)).messages > most


async def bundle(turn: Turn) -> bool:
    """Bundle a message that is past its sender's limit; False: it is answered as any other.

    A plea goes past the limit (bundling.let_plea_pass); a command is no part of a report, so each is carried out once.
    """
    wanted = command(turn.inbound.text) or bare(turn.inbound.text)
    if wanted is not None and wanted[0] != "report" and not (turn.inbound.edited or turn.inbound.forwarded):
        return await _is_refused(turn, wanted[0])
    if await _is_awaited(turn):
        return False
    kind, where = _plea(turn)
    if await bundling.let_plea_pass(turn.uow, turn.now, turn.person, Limit.MESSAGES, kind, where):
        return False
    report = await REPORTS(turn.uow).newest_open_by(turn.person.id)
    if report is None:
        await _answer_each_once(turn)
        return False
    await _bundle(turn, report)
    if await bundling.note_first(turn.uow, turn.now, turn.person, Limit.MESSAGES):
        await turn.reply(_told(Limit.MESSAGES))
    return True


async def _answer_each_once(turn: Turn) -> None:
    """Let it be heard, as there is nothing yet that it could be added to; but give no answer twice within a while."""
    if await bundling.note_first(turn.uow, turn.now, turn.person, Limit.ANSWERS):
        await turn.reply(_told(Limit.ANSWERS))
    _limit_answers(turn)


def _limit_answers(turn: Turn) -> None:
    """Give no answer twice within a while."""

    async def is_first(key: str) -> bool:
        return await bundling.note_first(turn.uow, turn.now, turn.person, f"answer.{key}")

    turn.may_answer = is_first


async def _is_refused(turn: Turn, name: str) -> bool:
    """Say whether a command past the limit is not carried out; they hear so once."""
    if name in ALWAYS_RUN:
        if not turn.person.grants:
            # Who has a role is asked first, and must not be left without the question.
            _limit_answers(turn)
        return False
    if await bundling.note_first(turn.uow, turn.now, turn.person, f"command.{name}"):
        return False
    if await bundling.note_first(turn.uow, turn.now, turn.person, Limit.COMMANDS):
        await turn.reply(_told(Limit.COMMANDS))
    return True


async def _is_awaited(turn: Turn) -> bool:
    """Say whether the desk asked them something, or they look or go for us: what they answer is never bundled."""
    if await turn.step(AnsweringDesk) is not None:
        return True
    return await tasks.open_task(turn.uow, turn.now, turn.person) is not None


def pleads(turn: Turn) -> bool:
    """Say whether it is plainly a plea: a call for help, they came for me, somebody was taken."""
    return _plea(turn)[0] in bundling.PASSING


def _plea(turn: Turn) -> tuple[str, Place]:
    """Return the kind of plea that it is, empty for none, and where."""
    if is_call_for_help(turn.inbound.text) or command(turn.inbound.text) == ("report", ""):
        return "plea", Place()
    reading = read(turn, turn.inbound.text, Situation.STRANGER_FIRST)
    where = Place(words=next(reversed(reading.places), ""), point=turn.inbound.point or reading.point)
    return _KINDS.get(reading.intent, "") if reading.sure and not turn.inbound.forwarded else "", where


async def _bundle(turn: Turn, report: Report) -> None:
    said, _ = for_desk(turn, turn.inbound.text.strip())
    link = Place(point=turn.inbound.point).link if turn.inbound.point is not None else ""
    await bundling.bundle(turn.uow, turn.now, report, "\n".join(filter(None, (said, link))), media(turn))
    incident = await INCIDENTS(turn.uow).get(report.incident_id)
    if incident is not None:
        await bundling.ring_once(turn.uow, turn.now, incident, report)


async def say(turn: Turn, limit: Limit | None) -> None:
    """Tell somebody, once within a while, that they came to this limit; None: to none."""
    if limit is not None and await bundling.note_first(turn.uow, turn.now, turn.person, limit):
        await turn.reply(_told(limit))


async def say_or_thank(turn: Turn, limit: Limit) -> None:
    """Tell them so the first time, and the next times that it was added to what they reported."""
    first = await bundling.note_first(turn.uow, turn.now, turn.person, limit)
    await turn.reply(_told(limit) if first else Notice.of("report.added"))


def _told(limit: Limit) -> Notice:
    return Notice.of(f"limits.{limit}")
