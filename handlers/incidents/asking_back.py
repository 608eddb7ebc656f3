"""The desk writes to who reported, and the answer comes back; what is no answer goes on to the intake."""

from dataclasses import replace

from alerts.audit.deed import Action
from alerts.incidents import adding, asking_back, desk
from alerts.incidents.asking_back import LONGEST, DeskAnswer
from alerts.incidents.correcting_taps import LeaveCorrecting
from alerts.incidents.incident import Report
from alerts.incidents.recording_decisions import record_decision
from alerts.incidents.reporter_taps import AskReporter
from alerts.incidents.salute import PLEAS
from alerts.incidents.sighting import Sighting
from alerts.notices import Notice, Quote, text
from alerts.places.place import Place
from alerts.understanding.situation import Situation
from alerts.work.refused import Refused
from handlers.core.turn import Turn
from handlers.incidents import first_answer, free_messages, open_report
from handlers.incidents.correcting import lost, seen
from handlers.incidents.desk_steps import AnsweringDesk, AskingReporter
from handlers.incidents.steps import Reporting
from handlers.incidents.understood import read, sighting
from locales.commands import is_call_for_help
from locales.detect_language import spoken

INTERRUPTED = frozenset({None, Reporting.name, AnsweringDesk.name})
"""Steps that a question of the desk may take the place of; whoever is in another one goes on with that."""


async def ask(turn: Turn, tap: AskReporter) -> None:
    """Ask the dispatcher for the words, unless that person cannot be written to."""
    incident = await seen(turn)
    if incident is None:
        return
    found = await asking_back.contact_for(turn.uow, incident, tap.number)
    if isinstance(found, Refused):
        await turn.acknowledge(found)
        return
    await turn.enter(AskingReporter(incident=incident.id, reporter=tap.number))
    back = LeaveCorrecting().choice(text("choice.correct.back"))
    ask = text("people.write", number=incident.number, n=tap.number)
    await turn.reply(Notice(parts=(ask,), choices=((back,),), subject_id=incident.id, internal=True))


async def written(turn: Turn, step: AskingReporter) -> bool:
    """Send what they wrote, and say so."""
    incident = await desk.seen_by(turn.uow, step.incident, turn.person)
    if isinstance(incident, Refused):
        return await lost(turn, step.incident)
    words = turn.inbound.text.strip()
    if len(words) > LONGEST:
        await turn.reply(Notice.of("update.too_long", length=len(words), most=LONGEST))
        return True
    await turn.leave()
    quote = Quote(words, LONGEST, spoken(words, turn.person.language) or "")
    asked = await asking_back.ask(turn.uow, turn.now, incident, step.reporter, quote)
    if isinstance(asked, Refused):
        await turn.acknowledge(asked)
        return True
    await record_decision(turn.uow, turn.now, Action.ASKED_BACK, incident, turn.person)
    if asked.person_id is not None:
        await _await_answer(turn, asked.person_id, asked.id)
    again = AskReporter(asked.number).choice(text("choice.ask_reporter", n=asked.number))
    said = text("people.asked", number=incident.number, n=asked.number)
    await turn.reply(Notice(parts=(said,), choices=((again,),), subject_id=incident.id, internal=True))
    return True


async def _await_answer(turn: Turn, person_id: int, report_id: int) -> None:
    """Let the next thing that they send be the answer, even a number that an older question still has."""
    kept = await turn.uow.conversations.step(person_id)
    if (kept.name if kept else None) in INTERRUPTED:
        step = AnsweringDesk(report=report_id)
        await turn.uow.conversations.go(person_id, step.name, step.data(), turn.now)


async def answer(turn: Turn, _: AnsweringDesk) -> bool:
    """Pass the answer on to the desk; False where its incident is over, or it is about something else."""
    return await _passed_on(turn)


async def add_or_answer(turn: Turn, step: Reporting) -> bool:
    """Pass it on where the desk waits for it, or add it to the report that is open."""
    return await _passed_on(turn) or await free_messages.go_on(turn, step)


async def words(turn: Turn) -> None:
    """Pass words on as an answer, if they are one; else they are the intake's."""
    if not await _passed_on(turn):
        await free_messages.words(turn)


async def piece(turn: Turn) -> None:
    """Pass a location, a photo, a video or a voice note on as an answer, if it is one; else it is the intake's."""
    if not await _passed_on(turn):
        await free_messages.piece(turn)


async def _passed_on(turn: Turn) -> bool:
    if turn.is_first or turn.inbound.forwarded:
        return False
    found = await asking_back.awaited(turn.uow, turn.person.id)
    if found is None:
        return False
    report, incident = found
    at_once = await turn.step(AnsweringDesk) is not None
    if await free_messages.is_for_their_task(turn, at_once=at_once):
        return False
    town = turn.network.town(incident.town_id)
    reading = read(turn, turn.inbound.text, Situation.REPORTER_OPEN_REPORT, town.name if town else "")
    saw = sighting(turn, reading, turn.inbound.text.strip())
    if reading.intent in free_messages.ALWAYS_ANSWERED or not (
        at_once or (asking_back.is_answer(report, incident, saw.place, turn.now) and not _cries(turn))
    ):
        return False
    await turn.enter(Reporting(report=report.id))
    if saw.kind in PLEAS:
        await open_report.add(turn, report, incident, saw, reading)
    else:
        await _add(turn, report, saw)
    said = DeskAnswer(words=saw.words, language=saw.language, place=Place(point=turn.inbound.point))
    await asking_back.ring_answer(turn.uow, turn.now, report.id, said)
    return True


async def _add(turn: Turn, report: Report, saw: Sighting) -> None:
    """Add an answer to the report. The desk, which asked, reads it: it ends nothing, and moves no place.

    "The back one" must not be taken for "it is over". What is missing is completed, as by anything that they send.
    """
    filed = await adding.add(turn.uow, turn.now, report, replace(saw, kind=""))
    placed = filed.report.place.usable and filed.report.place != report.place
    await turn.reply(Notice(parts=(first_answer.place_noted(filed) if placed else text("report.added"),)))


def _cries(turn: Turn) -> bool:
    """Say whether it is nothing but a call for help: long after a question that is no answer, but a plea."""
    return is_call_for_help(turn.inbound.text)
