"""Which of many people who report one incident wake the desk, and which do not."""

from dataclasses import replace
from datetime import datetime, timedelta

from alerts.incidents import desk, muting, salute
from alerts.incidents.escalations import raise_escalation
from alerts.incidents.incident import UNDECIDED, Incident, Report, Tally
from alerts.incidents.ports import REPORTS
from alerts.notices import Notice
from alerts.work.unit_of_work import UnitOfWork

SECOND, CROWDS = 2, frozenset({10, 100})
"""How many people must have reported an incident for the desk to be rung once more: at wider and wider steps."""


async def another_reporter(uow: UnitOfWork, now: datetime, incident: Incident, report: Report, tally: Tally) -> bool:
    """Ring the desk for one more reporter where that is due; return whether it was.

    The second wakes it, and the first verified one; then only the tenth and the hundredth do. Who sees the card grow
    needs no ring; who judged one lead and lay down again must hear that it is many. Whoever is muted neither wakes it
    nor counts.
    """
    if await muting.is_muted(uow, now, report.person_id):
        return False
    tally = replace(tally, people=tally.people - await muting.muted_reporters(uow, now, incident))
    first_verified = report.verified and tally.verified == 1
    if tally.people == SECOND or (tally.people > 1 and first_verified):
        kind = "desk.second_verified" if report.verified else "desk.second_lead"
        ring = Notice.of(kind, number=incident.number, n=report.number)
    elif tally.people in CROWDS and incident.state in UNDECIDED:
        ring = Notice.of("desk.crowd", number=incident.number, n=tally.people, leads=tally.people - tally.verified)
    else:
        return False
    await desk.ring(uow, now, incident, ring)
    if not incident.muted:
        await raise_escalation(uow, now, incident)
    return True


RUNG_AGAIN = timedelta(minutes=10)
"""So long one person rings the desk once with the same word (our choice): tapped to and fro it would never rest."""


def rung_for(kind: str) -> str:
    """Return the name under which a report keeps, beside its taps, when the desk was rung for this word of it."""
    return f"rung.{kind}"


def rang_lately(report: Report, kind: str, now: datetime, within: timedelta = RUNG_AGAIN) -> bool:
    """Say whether the desk was rung just now for the same word, or another photo, of the same person."""
    rung = report.facts.get(rung_for(kind))
    return rung is not None and now - datetime.fromisoformat(rung) < within


_FIRST = frozenset({"over", "back"})


async def kind_wakes(uow: UnitOfWork, now: datetime, report: Report, kind: str) -> bool:
    """Say whether what a report is wakes the desk.

    That they are being visited or that somebody was taken always does, whoever is muted; that it is over or was
    nothing, from the first who says so, then only from many.
    """
    if kind in salute.PLEAS:
        return True
    if kind not in _FIRST or await muting.is_muted(uow, now, report.person_id):
        return False
    same = sum(said.facts.get("kind") == kind for said in await REPORTS(uow).taps(report.incident_id))
    return same == 1 or same in CROWDS
