"""Words, places, photos outside any command: understood, and handed to whom they are for."""

from dataclasses import replace

from alerts.incidents import after_end, tasks
from alerts.incidents.incident import OPEN, Incident, Report
from alerts.incidents.matter import PRIVATE
from alerts.incidents.outgoing_words import masked
from alerts.incidents.ports import REPORTS
from alerts.incidents.same_incident import same_place
from alerts.incidents.sighting import Sighting
from alerts.incidents.tasks import Task
from alerts.notices import Notice
from alerts.people.person import VERIFIED
from alerts.places.place import Place
from alerts.understanding.intent import Intent
from alerts.understanding.reading import Reading
from alerts.understanding.situation import Situation
from handlers.core.inbound import InboundKind
from handlers.core.turn import Turn
from handlers.incidents import (
    family,
    later_words,
    on_task,
    open_report,
    other_town,
    own_matters,
    questions,
    reporting,
    which_task,
)
from handlers.incidents.steps import Reporting
from handlers.incidents.understood import KINDS, MATTERS, for_desk, read, sighting
from locales.commands import command, is_call_for_help, is_greeting, is_slashed

ANSWERED = {
    Intent.QUESTION_RUMOR: questions.rumor,
    Intent.QUESTION_HELP: questions.rights,
    Intent.FEAR_NO_INFORMATION: questions.fear,
    Intent.OPT_OUT: questions.opt_out,
    Intent.INSULT_OR_TROLL: questions.insult,
    Intent.UNCLEAR: questions.unclear,
}
"""What is answered and, where it is plain, not filed."""
FILED = frozenset({Intent.SIGHTING, Intent.PLEA, Intent.PLACE_ANSWER, Intent.MORE_FACTS, Intent.CORRECTION}) | (
    KINDS.keys() | MATTERS.keys()
)
"""What the desk gets at once."""
ALWAYS_ANSWERED = frozenset({Intent.OPT_OUT})
"""Answered although a report is open: it is no part of it."""
NEWS_AFTER_END = FILED - MATTERS.keys() - {Intent.CAME_FOR_ME}
"""What is about the same agents, after they were said to be gone; the rest is something new."""
WORTH_FILING = (3, 20)
"""Words, or characters, from which on what was not understood goes to the desk too."""


async def words(turn: Turn) -> None:
    """Answer words outside any command and choice."""
    task = await tasks.open_task(turn.uow, turn.now, turn.person)
    found = await reporting.open_report(turn)
    if (task is not None or found is not None) and await _own_matter(turn, found):
        return
    if task is not None:
        reading = read(turn, turn.inbound.text, task.situation, _town_of(turn, task.incident))
        if await _about_task(turn, task, found, reading):
            return
    if found is not None and not (found[1].matter in PRIVATE and _are_agents(turn)):
        await _about_report(turn, *found)
    elif not (await _of_family(turn) or await _sees_what_ended(turn)):
        meant = await later_words.report_meant(turn)
        await (_first(turn) if meant is None else _about_report(turn, *meant))


async def _own_matter(turn: Turn, found: tuple[Report, Incident] | None) -> bool:
    """File what they tell of themselves apart from the sighting or the task that is open; False for anything else."""
    open_matter = found[1].matter if found is not None else None
    if turn.inbound.forwarded or open_matter in PRIVATE:
        return False
    first = read(turn, turn.inbound.text, _situation(turn))
    if not own_matters.unpaid(turn, first):
        return False
    await reporting.file(turn, _told(turn, first), may_be_none=False)
    return True


def _are_agents(turn: Turn) -> bool:
    """Say whether it is plainly about agents: where something private is open, it is no part of that."""
    reading = read(turn, turn.inbound.text, _situation(turn))
    return reading.sure and reading.intent in (Intent.SIGHTING, Intent.CAME_FOR_ME)


async def _about_task(turn: Turn, task: Task, found: tuple[Report, Incident] | None, reading: Reading) -> bool:
    """Take it as part of their task; False where it is about something else."""
    first = read(turn, turn.inbound.text, _situation(turn))
    if reading.intent is first.intent is Intent.QUESTION_RUMOR and first.sure:
        # It is answered as anybody's, and tells nothing of what is there.
        return False
    if reading.intent in ALWAYS_ANSWERED or on_task.is_elsewhere(task, reading) or turn.inbound.forwarded:
        return False
    if found is not None and not _is_own(reading):
        # They reported something themselves half an hour ago at most: more words are about that.
        return False
    if own_matters.lost_somebody(turn, first):
        if task.situation is not Situation.RESPONDER_ON_SCENE:
            return False
        # Of who stands there it is trouble at the scene.
        reading = replace(reading, intent=Intent.RESPONDER_IN_TROUBLE)
    await on_task.words(turn, task, reading)
    return True


def _is_own(reading: Reading) -> bool:
    """Say whether it speaks plainly of somebody's own task: an answer to it, or that they are in trouble there."""
    return reading.intent in {*which_task.LOOKS, *which_task.REPLIES, *on_task.TROUBLE}


async def is_for_their_task(turn: Turn, *, at_once: bool) -> bool:
    """Say whether it belongs to a task of theirs rather than to what the desk asked them.

    `at_once`: they were asked just now, so only what speaks plainly of their task does.
    """
    task = await tasks.open_task(turn.uow, turn.now, turn.person)
    if task is None:
        return False
    return not at_once or _is_own(read(turn, turn.inbound.text, task.situation, _town_of(turn, task.incident)))


async def _about_report(turn: Turn, report: Report, incident: Incident) -> None:
    situation = Situation.REPORTER_OPEN_REPORT if incident.place.usable else Situation.REPORTER_ASKED_WHERE
    reading = read(turn, turn.inbound.text, situation, _town_of(turn, incident))
    if reading.intent in ALWAYS_ANSWERED and reading.sure:
        await ANSWERED[reading.intent](turn, reading)
        return
    await turn.enter(Reporting(report=report.id))
    saw = _told(turn, reading)
    if other_town.is_named(turn, incident, reading):
        await other_town.put_right(turn, report, saw, reading)
    else:
        await open_report.add(turn, report, incident, saw, reading)
    await reporting.say_masked(turn, saw, report.words)


async def _of_family(turn: Turn) -> bool:
    """Add what somebody writes later whose relative was taken to what they told of that; False for anything else."""
    found = await family.lost_report(turn)
    if found is None or not family.is_about_it(turn, read(turn, turn.inbound.text, _situation(turn))):
        return False
    report, incident = found
    if incident.state in OPEN:
        await _about_report(turn, report, incident)
        return True
    return await _join_after_end(turn, report, "private.added")


async def _sees_what_ended(turn: Turn) -> bool:
    """Join an "I see it" in words of somebody who was asked to look to what is over; False for anything else."""
    task = await tasks.task_that_ended(turn.uow, turn.now, turn.person)
    if task is None or turn.inbound.forwarded:
        return False
    reading = read(turn, turn.inbound.text, task.situation, _town_of(turn, task.incident))
    if not on_task.sees_it_there(task, reading):
        return False
    await on_task.words(turn, task, reading)
    return True


async def _first(turn: Turn) -> None:
    """Answer somebody who is in the midst of nothing."""
    situation = _situation(turn)
    step = await turn.step(Reporting)
    if step is not None:
        situation = Situation.REPORTER_AFTER_CLOSED
    reading = read(turn, turn.inbound.text, situation, forwarded=turn.inbound.forwarded)
    await _learn_language(turn, reading)
    if step is not None and await _after_end(turn, step, reading):
        return
    answer = ANSWERED.get(reading.intent)
    not_plain = not reading.sure or reading.intent is Intent.UNCLEAR
    worth_filing = not_plain and _says_much(turn.inbound.text)
    wanted = command(turn.inbound.text)
    nothing_told = is_slashed(turn.inbound.text) and not (reading.places or reading.point)
    nothing_told = nothing_told or (wanted is not None and wanted[0] != "report")
    if turn.inbound.forwarded and (nothing_told or reading.intent not in FILED):
        # Somebody else's words: they ask for nothing here, and end nothing.
        await questions.unclear(turn, reading)
    elif answer is not None and reading.sure and not worth_filing:
        await answer(turn, reading)
    elif answer is not None and not worth_filing:
        await questions.unclear(turn, reading)
    elif reading.intent is Intent.GREETING_THANKS and reading.sure:
        await turn.reply(Notice.of("help.hello"))
    else:
        unsure = not reading.sure or bool(turn.person.grants)
        await reporting.file(turn, _told(turn, reading), may_be_none=unsure)


def _situation(turn: Turn) -> Situation:
    """Return where somebody stands who is in the midst of nothing."""
    if any(grant.role in VERIFIED for grant in turn.person.grants):
        return Situation.MEMBER_FIRST
    return Situation.SUBSCRIBER if turn.person.grants else Situation.STRANGER_FIRST


async def _after_end(turn: Turn, step: Reporting, reading: Reading) -> bool:
    """Join what they write to their report that is over, where it is news of that; False where it is something else."""
    report = await REPORTS(turn.uow).get(step.report)
    elsewhere = bool(reading.places) and report is not None and not _is_there(report, reading)
    if report is None or elsewhere or reading.intent not in NEWS_AFTER_END:
        return False
    return await _join_after_end(turn, report, "report.added")


async def _join_after_end(turn: Turn, report: Report, heard: str) -> bool:
    """Join it to this report that is over, and answer with the text `heard`; False where it is too late for that."""
    said, taken = for_desk(turn, turn.inbound.text.strip())
    if not await after_end.report_after_end(turn.uow, turn.now, report, said):
        return False
    await turn.reply(Notice.of(heard), *([Notice(parts=masked(taken))] if taken else []))
    return True


def _is_there(report: Report, reading: Reading) -> bool:
    return same_place(report.place, Place(words=reading.places[-1], point=reading.point))


async def _learn_language(turn: Turn, reading: Reading) -> None:
    """Answer in the language that they write from the first word on."""
    if turn.person.language is None and reading.language in turn.network.languages:
        await turn.uow.people.set_language(turn.person.id, reading.language)
        turn.person = replace(turn.person, language=reading.language)


def _told(turn: Turn, reading: Reading) -> Sighting:
    """Make what the desk is told. The words of a plea say no more than that it is one, so none are kept."""
    said = turn.inbound.text.strip()
    return sighting(turn, reading, said if _says_something(said) and not is_call_for_help(said) else "")


def _says_much(words: str) -> bool:
    return len(words.split()) >= WORTH_FILING[0] or len(words.strip()) >= WORTH_FILING[1]


def _says_something(words: str) -> bool:
    """Say whether it is not only a greeting, thanks or an emoji."""
    return any(c.isalnum() for c in words) and not is_greeting(words)


async def piece(turn: Turn) -> None:
    """Answer a location, a photo, a video or a voice note: it belongs to their task, to their report, or is one."""
    task = await tasks.open_task(turn.uow, turn.now, turn.person)
    found = await reporting.open_report(turn)
    if task is not None and found is None:
        await on_task.piece(turn, task)
        return
    situation = Situation.REPORTER_OPEN_REPORT if found else Situation.STRANGER_FIRST
    reading = read(turn, turn.inbound.text, situation, _town_of(turn, found[1]) if found else "")
    saw = _told(turn, reading)
    if found is not None:
        await turn.enter(Reporting(report=found[0].id))
        await open_report.add(turn, *found, saw, reading)
        await reporting.say_masked(turn, saw, found[0].words)
    else:
        await reporting.file(turn, saw, may_be_none=False)


async def go_on(turn: Turn, _: Reporting) -> bool:
    """Answer what is written while a report is open, or was."""
    await words(turn)
    return True


async def reaction(turn: Turn) -> None:
    """Ask what a thumb means where somebody was asked something with more than two answers."""
    task = await tasks.open_task(turn.uow, turn.now, turn.person)
    if task is not None and turn.inbound.kind is InboundKind.REACTION:
        await on_task.thumb(turn, task)


def _town_of(turn: Turn, incident: Incident) -> str:
    town = turn.network.town(incident.town_id)
    return town.name if town else ""
