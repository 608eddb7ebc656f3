"""Who reported an incident, by number: the desk writes to them, or mutes them."""

from alerts.audit.deed import Action
from alerts.incidents import desk, muting
from alerts.incidents.incident import Incident, Report
from alerts.incidents.limit_ports import MUTES
from alerts.incidents.ports import REPORTS
from alerts.incidents.recording_decisions import record_decision
from alerts.incidents.reporter_taps import AskReporter, MuteReporter, Reporters, UnmuteReporter
from alerts.notices import Choice, Notice, text
from alerts.work.refused import Refused
from handlers.core.turn import Turn
from handlers.incidents.correcting import seen

LIST = 10
"""Reporters that are listed, the newest; more would not fit one message."""


async def list_reporters(turn: Turn, _: Reporters) -> None:
    """List who reported it, with what can be done."""
    incident = await seen(turn)
    if incident is None:
        return
    reports = (await REPORTS(turn.uow).of(incident.id))[-LIST:]
    muted = await MUTES(turn.uow).among([one.person_id for one in reports if one.person_id is not None], turn.now)
    rows = tuple(_row(report, muted=report.person_id in muted) for report in reports)
    ask = text("people.ask", number=incident.number)
    await turn.reply(Notice(parts=(ask,), choices=rows, subject_id=incident.id, internal=True))


def _row(report: Report, *, muted: bool) -> tuple[Choice, ...]:
    n = report.number
    ask = AskReporter(n).choice(text("choice.ask_reporter", n=n))
    other = (
        UnmuteReporter(n).choice(text("choice.unmute_reporter", n=n))
        if muted
        else MuteReporter(n).choice(text("choice.mute_reporter", n=n))
    )
    return ask, other


async def mute(turn: Turn, tap: MuteReporter) -> None:
    """Mute who this is, with the tap that takes it back."""
    found = await _reporter(turn, tap.number)
    if found is None:
        return
    incident, report = found
    made = await muting.mute(turn.uow, turn.now, report)
    if made is None:
        await turn.acknowledge(text("refused.reporter_gone", n=tap.number))
        return
    await record_decision(turn.uow, turn.now, Action.MUTED, incident, turn.person)
    back = UnmuteReporter(tap.number).choice(text("choice.unmute_reporter", n=tap.number))
    said = text("people.muted", number=incident.number, n=tap.number, until=made.until)
    await turn.reply(Notice(parts=(said,), choices=((back,),), subject_id=incident.id, internal=True))


async def unmute(turn: Turn, tap: UnmuteReporter) -> None:
    """Let what they send wake the desk again."""
    found = await _reporter(turn, tap.number)
    if found is None:
        return
    incident, report = found
    if report.person_id is not None:
        await MUTES(turn.uow).lift(report.person_id)
        await record_decision(turn.uow, turn.now, Action.UNMUTED, incident, turn.person)
    await turn.acknowledge(text("toast.unmuted", number=incident.number, n=tap.number))


async def _reporter(turn: Turn, number: int) -> tuple[Incident, Report] | None:
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return None
    report = next((one for one in await REPORTS(turn.uow).of(incident.id) if one.number == number), None)
    if report is None:
        await turn.acknowledge(text("refused.changed"))
        return None
    return incident, report
