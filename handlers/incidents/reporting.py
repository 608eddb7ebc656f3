"""Reporting: anybody may, in any form; the desk has it before we ask anything."""

from dataclasses import replace

from alerts.incidents import adding, reporting, salute
from alerts.incidents.incident import OPEN, Incident, Report
from alerts.incidents.outgoing_words import masked
from alerts.incidents.person_limits import Limit
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.report_effects import is_vouched
from alerts.incidents.sighting import Sighting
from alerts.incidents.taps import FileWords, ReportTown, TakeBack, TellFact
from alerts.notices import Notice, text
from alerts.understanding.cleaning import TAKEN
from alerts.understanding.situation import Situation
from handlers.core.turn import Turn
from handlers.incidents import first_answer, limits
from handlers.incidents.steps import OfferedToFile, Reporting
from handlers.incidents.understood import as_kind, read, sighting


async def command(turn: Turn, rest: str) -> None:
    """Answer /report two vans at Elm & 3rd: file it at once. Alone it is a call for help."""
    known = bool(turn.person.grants)
    reading = read(turn, rest, Situation.MEMBER_FIRST if known else Situation.STRANGER_FIRST)
    # Who takes the trouble to write the command means it.
    await file(turn, replace(sighting(turn, reading, rest), plain=True), may_be_none=False)


async def file(turn: Turn, saw: Sighting, *, may_be_none: bool) -> None:
    """File it, and answer. `may_be_none`: with the tap that says that it was no report."""
    filed = await reporting.file(turn.uow, turn.now, turn.person, turn.contact, saw)
    await turn.enter(Reporting(report=filed.report.id))
    if filed.beyond is Limit.INCIDENTS:
        await limits.say_or_thank(turn, filed.beyond)
        return
    await first_answer.give(turn, filed, may_be_none=may_be_none)
    await say_masked(turn, saw, "")
    await limits.say(turn, filed.beyond)


async def say_masked(turn: Turn, saw: Sighting, before: str) -> None:
    """Say to who wrote it what the desk does not get, and why; once a report. `before`: its words until now."""
    if saw.masked and TAKEN not in before:
        await turn.reply(Notice(parts=masked(saw.masked)))


async def file_words(turn: Turn, tap: FileWords) -> None:
    """File what they wrote before, as what they say that it is."""
    offered = await turn.step(OfferedToFile)
    if offered is None or offered.ticket != tap.ticket:
        await turn.acknowledge(text("choose.stale"))
        return
    if tap.kind == "none":
        await turn.leave()
        await turn.reply(Notice.of("report.not_filed"))
        return
    known = bool(turn.person.grants)
    situation = Situation.MEMBER_FIRST if known else Situation.STRANGER_FIRST
    reading = read(turn, offered.words, situation, forwarded=offered.forwarded)
    saw = sighting(turn, reading, offered.words)
    await file(turn, as_kind(saw, tap.kind), may_be_none=False)


async def tell_fact(turn: Turn, tap: TellFact) -> None:
    """Keep one of the taps offered after a report; the desk has each as soon as it is made."""
    report = await REPORTS(turn.uow).get(tap.report)
    known = tap.value in salute.FACTS.get(tap.name, ()) or tap.value == "skip"
    if report is None or report.person_id != turn.person.id or not known:
        await turn.acknowledge(text("choose.stale"))
        return
    if report.facts.get(tap.name) == tap.value:
        await turn.acknowledge(text("toast.known"))
        return
    report = await adding.say_fact(turn.uow, turn.now, report, tap.name, tap.value)
    await turn.enter(Reporting(report=report.id))
    if (tap.name, tap.value) == ("kind", "taken"):
        await turn.reply(first_answer.taken(turn))
    await turn.reply(first_answer.next_question(report, tap.name, tap.value))


async def choose_town(turn: Turn, tap: ReportTown) -> None:
    """Remember which town the reporter says it is about."""
    report = await REPORTS(turn.uow).get(tap.report)
    incident = await INCIDENTS(turn.uow).get(report.incident_id) if report else None
    town = turn.network.town(tap.town)
    if report is None or incident is None or town is None or report.person_id != turn.person.id:
        await turn.acknowledge(text("choose.stale"))
        return
    if not report.verified and await is_vouched(turn.uow, incident):
        # Somebody whom the network knows reported it: a stranger does not say where that is.
        await turn.reply(Notice.of("report.thanks"))
        return
    await reporting.set_town(turn.uow, turn.now, incident, town.id)
    await turn.reply(Notice.of("report.town_added", town=town.name))


async def take_back(turn: Turn, tap: TakeBack) -> None:
    """Note that it was no report: the desk is rung, whoever was sent to look is told to wait."""
    report = await REPORTS(turn.uow).get(tap.report)
    if report is None or report.person_id != turn.person.id:
        await turn.acknowledge(text("choose.stale"))
        return
    await adding.say_fact(turn.uow, turn.now, report, "kind", "back")
    await turn.leave()
    await turn.reply(Notice.of("report.taken_back"))


async def open_report(turn: Turn) -> tuple[Report, Incident] | None:
    """Return the report that they are in the midst of, with its incident; None where there is none (any more)."""
    step = await turn.step(Reporting)
    report = await REPORTS(turn.uow).get(step.report) if step else None
    incident = await INCIDENTS(turn.uow).get(report.incident_id) if report else None
    return (report, incident) if report and incident and incident.state in OPEN else None
