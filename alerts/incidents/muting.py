"""Muting: what somebody sends wakes nobody for a while, and none of it is lost. docs/decisions/0022-muting.md."""

from datetime import datetime

from alerts.incidents import card, timings
from alerts.incidents.escalations import start_anew
from alerts.incidents.incident import OPEN, Incident, Report
from alerts.incidents.limit_ports import MUTES
from alerts.incidents.mute import Mute
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.salute import PLEAS
from alerts.work.unit_of_work import UnitOfWork


async def is_muted(uow: UnitOfWork, now: datetime, person_id: int | None) -> bool:
    """Say whether what this person sends wakes nobody."""
    return person_id is not None and bool(await MUTES(uow).among([person_id], now))


async def is_silenced(uow: UnitOfWork, now: datetime, report: Report) -> bool:
    """Say whether an answer to the desk rings nobody: who was asked after they were muted is heard."""
    if report.person_id is None:
        return False
    mute = (await MUTES(uow).among([report.person_id], now)).get(report.person_id)
    return mute is not None and (report.asked_at is None or mute.muted_at > report.asked_at)


async def muted_reporters(uow: UnitOfWork, now: datetime, incident: Incident) -> int:
    """Return how many who reported it are muted: they are no reason to wake anybody."""
    muted = {mute.person_id for mute in await MUTES(uow).standing(now)}
    return len(muted & await REPORTS(uow).reporters(incident.id)) if muted else 0


async def after_report(
    uow: UnitOfWork, now: datetime, incident: Incident, person_id: int, *, joined: bool
) -> tuple[Incident, bool]:
    """Return the incident that this person just reported, and whether the desk knows of it already.

    Opened for somebody who is muted it is no new lead: it is listed, and rung to nobody. Once somebody else reports it
    too, it is one like any other. `joined`: it was open before.
    """
    if joined and not incident.muted:
        return incident, True
    if not await is_muted(uow, now, person_id):
        return await unmute_incident(uow, now, incident), False
    if not joined:
        incident = await INCIDENTS(uow).change(incident, muted=True) or incident
    return incident, joined


async def unmute_incident(uow: UnitOfWork, now: datetime, incident: Incident) -> Incident:
    """Make a muted incident one like any other: it waits to be taken from now on. The caller shows its card."""
    if not incident.muted:
        return incident
    fresh = await INCIDENTS(uow).change(incident, muted=False)
    if fresh is None:
        return incident
    if fresh.state in OPEN:
        await start_anew(uow, now, fresh.id)
    return fresh


async def unmute_for_plea(uow: UnitOfWork, now: datetime, incident: Incident, kind: str) -> Incident:
    """Unmute an incident whose muted reporter says that they came for them, or that somebody was taken."""
    if not incident.muted or kind not in PLEAS:
        return incident
    fresh = await unmute_incident(uow, now, incident)
    await card.show(uow, now, fresh)
    return fresh


async def mute(uow: UnitOfWork, now: datetime, report: Report) -> Mute | None:
    """Mute who made this report; None where nobody knows any more who that was."""
    if report.person_id is None:
        return None
    made = Mute(person_id=report.person_id, report_id=report.id, muted_at=now, until=now + timings.MUTED)
    await MUTES(uow).mute(made)
    return made
