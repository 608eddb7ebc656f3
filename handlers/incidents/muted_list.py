"""Who is muted, and what they sent meanwhile: nothing of it is lost."""

from alerts.audit.deed import Action
from alerts.incidents.incident import Incident, Report
from alerts.incidents.limit_ports import MUTES
from alerts.incidents.mute import Mute
from alerts.incidents.open_filter import OpenFilter, of_desk
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.recording_decisions import record_decision
from alerts.incidents.reporter_taps import ShowMuted, Unmute
from alerts.incidents.taps import ShowCard
from alerts.notices import Choice, Notice, Quote, Text, text
from alerts.people.person import DESK
from handlers.core.turn import Turn

LIST = 8
"""So many of each are listed, the newest; more would not fit one message."""
WORDS = 80
"""Characters of what somebody wrote."""


async def line(turn: Turn) -> tuple[Text, Choice] | None:
    """Return what /desk says of who is muted and of what they sent, with the tap that shows it; None for nothing."""
    mutes, reports = await _mine(turn), await INCIDENTS(turn.uow).count_open(_from_muted(turn))
    if not mutes and not reports:
        return None
    return text("muted.count", people=len(mutes), reports=reports), ShowMuted().choice(text("choice.muted"))


def _from_muted(turn: Turn) -> OpenFilter:
    return OpenFilter(towns=of_desk(turn.person), muted=True)


async def show(turn: Turn, _: ShowMuted) -> None:
    """List who is muted, with the taps that end it, and what came from them."""
    muted = (await INCIDENTS(turn.uow).some_open(_from_muted(turn), LIST, newest=True))[::-1]
    mutes = (await _mine(turn))[-LIST:]
    lines = [
        text("muted.person", n=report.number, number=incident.number, until=mute.until)
        for mute, report, incident in mutes
    ]
    rows = [
        (Unmute(mute.person_id).choice(text("choice.unmute_of", n=report.number, number=incident.number)),)
        for mute, report, incident in mutes
    ]
    for incident in muted:
        first = next(iter(await REPORTS(turn.uow).first(incident.id, 1)), None)
        said = Quote(first.words, WORDS, first.language or "") if first and first.words else text("card.no_words")
        lines.append(text("muted.report", number=incident.number, at=incident.opened_at, words=said))
        rows.append((ShowCard(incident.id).choice(text("choice.show", number=incident.number)),))
    if not lines:
        await turn.acknowledge(text("muted.nobody"))
        return
    await turn.reply(Notice(parts=(text("muted.head"), *lines), choices=tuple(rows)))


async def unmute(turn: Turn, tap: Unmute) -> None:
    """Let what they send wake the desk again."""
    found = next((one for one in await _mine(turn) if one[0].person_id == tap.person), None)
    if found is None:
        await turn.acknowledge(text("choose.stale"))
        return
    _, report, incident = found
    await MUTES(turn.uow).lift(tap.person)
    await record_decision(turn.uow, turn.now, Action.UNMUTED, incident, turn.person)
    await turn.acknowledge(text("toast.unmuted", number=incident.number, n=report.number))


async def _mine(turn: Turn) -> list[tuple[Mute, Report, Incident]]:
    """Return whom the desks muted that this person has a role at."""
    found = []
    for mute in await MUTES(turn.uow).standing(turn.now):
        report = await REPORTS(turn.uow).get(mute.report_id) if mute.report_id is not None else None
        incident = await INCIDENTS(turn.uow).get(report.incident_id) if report is not None else None
        if report is not None and incident is not None and turn.person.has(DESK, incident.town_id):
            found.append((mute, report, incident))
    return found
