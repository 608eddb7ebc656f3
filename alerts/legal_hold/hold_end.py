"""The end of a legal hold: what it kept is erased in its time again."""

from datetime import datetime, timedelta

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.incidents.deadlines import PURGE
from alerts.incidents.incident import Incident
from alerts.incidents.ports import INCIDENTS
from alerts.incidents.timings import KEPT
from alerts.legal_hold.disclosing import disclose
from alerts.legal_hold.legal_hold import LegalHold
from alerts.legal_hold.ports import LEGAL_HOLDS
from alerts.notices import text
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

ENDS = Deadline("legal hold ends", insistent=True, never_sooner=True)
ENDS_SOON = Deadline("legal hold ends soon")
SAID_BEFORE = timedelta(days=7)
"""How long before its end that is said, so that counsel can ask anew (our choice)."""
LEFT = timedelta(days=1)
"""After its end, the least until the incident is erased: it can be asked for anew (our choice)."""


async def set_ends(uow: UnitOfWork, now: datetime, hold_id: int, until: datetime) -> None:
    """Set when it ends, and when that is said before."""
    await uow.deadlines.set(ENDS, hold_id, until)
    await uow.deadlines.set(ENDS_SOON, hold_id, max(until - SAID_BEFORE, now))


async def let_go(uow: UnitOfWork, now: datetime, hold: LegalHold, incident: Incident) -> None:
    """Let it hold no more."""
    await uow.deadlines.call_off(hold.id, ENDS, ENDS_SOON)
    await LEGAL_HOLDS(uow).end(hold.id)
    if incident.closed_at is not None:
        due = max(incident.closed_at + (await uow.retention()).of(KEPT), now + LEFT)
        await uow.deadlines.set(PURGE, incident.id, due)


async def hold_ends(uow: UnitOfWork, now: datetime, hold_id: int) -> None:
    """Let it hold no more, as its day has come; coordinators and committee hear it."""
    hold = await LEGAL_HOLDS(uow).get(hold_id)
    incident = await INCIDENTS(uow).get(hold.incident_id) if hold is not None else None
    if hold is None or incident is None:
        return
    await let_go(uow, now, hold, incident)
    ended = Deed(action=Action.HOLD_ENDED, by_id=None, town_id=incident.town_id, incident=incident.number)
    await record(uow, now, ended)
    await disclose(uow, now, text("legal_hold.ended", number=incident.number))


async def hold_ends_soon(uow: UnitOfWork, now: datetime, hold_id: int) -> None:
    """Tell coordinators and committee that it ends in a week."""
    hold = await LEGAL_HOLDS(uow).get(hold_id)
    incident = await INCIDENTS(uow).get(hold.incident_id) if hold is not None else None
    if hold is not None and incident is not None and hold.until is not None:
        await disclose(uow, now, text("legal_hold.ends_soon", number=incident.number, until=hold.until))
