"""What somebody whose relative was taken hears while they wait: truthfully, that nobody has answered yet."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from alerts.incidents import deadlines
from alerts.incidents.incident import Incident, State
from alerts.incidents.matter import Matter
from alerts.incidents.merged_into import survivor
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.salute import asked_for_silence, has_lost
from alerts.notices import Kind, Lane, Notice, Text, text
from alerts.work.hotline import whom_to_call
from alerts.work.unit_of_work import UnitOfWork

WAITS = (3, 6, 9, 15, 30, 60)
"""Minutes after which they hear so again (issue: three minutes, and again; the later ones are our choice)."""


async def begin(uow: UnitOfWork, now: datetime, incident: Incident) -> None:
    """Promise the first word, unless somebody waits for it already."""
    if incident.id in await uow.deadlines.standing(deadlines.FAMILY_WAITS):
        return
    await uow.deadlines.set(deadlines.FAMILY_WAITS, incident.id, now + timedelta(minutes=WAITS[0]))


async def still_waiting(uow: UnitOfWork, now: datetime, incident_id: int) -> None:
    """Say that nobody has answered yet, and what to do meanwhile."""
    found = await INCIDENTS(uow).get(incident_id)
    incident = await survivor(uow, found) if found is not None else None
    if incident is None or incident.state is not State.REPORTED:
        # Somebody has it, or it is over.
        return
    await _tell(uow, now, incident, text("taken.waiting"), _meanwhile(uow.hotline))
    waited = (now - incident.opened_at) / timedelta(minutes=1)
    later = next((minutes for minutes in WAITS if minutes > waited), None)
    if later is not None:
        await uow.deadlines.set(deadlines.FAMILY_WAITS, incident.id, incident.opened_at + timedelta(minutes=later))


async def claimed(uow: UnitOfWork, now: datetime, incident: Incident) -> None:
    """Say that somebody of ours has it now."""
    if await concerns(uow, incident):
        await uow.deadlines.call_off(incident.id, deadlines.FAMILY_WAITS)
        await _tell(uow, now, incident, text("taken.claimed"))


async def concerns(uow: UnitOfWork, incident: Incident) -> bool:
    """Say whether somebody waits for an answer: it is about who was taken, or one of its reporters lost somebody."""
    return incident.matter is Matter.TAKEN or bool(await families(uow, [incident.id]))


async def families(uow: UnitOfWork, incident_ids: Iterable[int]) -> frozenset[int]:
    """Return who of these incidents' reporters lost somebody."""
    taps = [said for id_ in incident_ids for said in await REPORTS(uow).taps(id_)]
    return frozenset(said.person_id for said in taps if said.person_id is not None and has_lost(said.facts))


async def stand_by(uow: UnitOfWork, now: datetime, incident: Incident, families: frozenset[int]) -> None:
    """Say to these that we are there for them still, in place of how the incident ended."""
    ours = text("outcome.taken")
    notice = Notice(parts=(ours, whom_to_call(uow.hotline)), lane=Lane.ALERT, subject_id=incident.id)
    await uow.mail.to_persons(sorted(families), notice, now)


def _meanwhile(hotline: str) -> Text:
    return text("taken.meanwhile", hotline=hotline) if hotline else text("taken.meanwhile_no_hotline")


async def _tell(uow: UnitOfWork, now: datetime, incident: Incident, *parts: Text) -> None:
    silent = asked_for_silence(await REPORTS(uow).taps(incident.id))
    everybody = incident.matter is Matter.TAKEN
    whom = await REPORTS(uow).reporters(incident.id) if everybody else await families(uow, [incident.id])
    notice = Notice(parts=parts, kind=Kind.REMINDER, lane=Lane.REPLY, subject_id=incident.id)
    await uow.mail.to_persons(sorted(whom - silent), notice, now)
