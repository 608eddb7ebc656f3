"""What an incident left on people's phones, once it is over: edited to "closed", without place and words."""

from datetime import datetime, timedelta

from alerts.incidents import deadlines
from alerts.incidents.closing import is_seen_still
from alerts.incidents.held import held_incidents
from alerts.incidents.incident import Incident, State
from alerts.incidents.ports import INCIDENTS, VERIFICATIONS
from alerts.incidents.practice import announced_of
from alerts.incidents.told import told_ids
from alerts.notices import Notice, Text, Value, text
from alerts.work.chat_copies import CHAT_COPIES
from alerts.work.unit_of_work import UnitOfWork

ASKED_AGAIN = timedelta(minutes=10)
"""Where somebody has not heard the end yet, it is tried again after this."""
HELD_AGAIN = timedelta(days=1)
"""Where a hold stands."""
_HOW = {
    State.CLOSED: "closed.how.over",
    State.FALSE_ALARM: "closed.how.false_alarm",
    State.NOT_IMMIGRATION: "closed.how.not_immigration",
}


async def close_copies(uow: UnitOfWork, now: datetime, incident_id: int) -> None:
    """Let what people got of it say that it is over; not while it is open again, or held.

    In a chat that has not got the end yet nothing changes: whoever goes there must not lose the place before they
    hear that there is no need.
    """
    incident = await INCIDENTS(uow).get(incident_id)
    if incident is None or incident.closed_at is None:
        return
    ids = await told_ids(uow, incident)
    held = not (await held_incidents(uow)).isdisjoint(ids)
    if held or await _close(uow, now, incident, ids):
        await uow.deadlines.set(deadlines.CLOSE_COPIES, incident.id, now + (HELD_AGAIN if held else ASKED_AGAIN))


async def close_last(uow: UnitOfWork, now: datetime, incident: Incident) -> None:
    """Do it before the purge, after which nobody knows what was sent."""
    await uow.deadlines.call_off(incident.id, deadlines.CLOSE_COPIES)
    await _close(uow, now, incident, await told_ids(uow, incident))


async def _close(uow: UnitOfWork, now: datetime, incident: Incident, ids: list[int]) -> int:
    """Return in how many chats the end has not arrived yet."""
    looks = [look for id_ in ids for look in await VERIFICATIONS(uow).of(id_)]
    closed = Notice(parts=await _parts(uow, now, incident))
    cleared = await CHAT_COPIES(uow).close(ids, closed, now)
    before = incident.closed_at or now
    await CHAT_COPIES(uow).delete_told(ids, {look.person_id for look in looks}, before, now)
    return cleared.waiting


async def _parts(uow: UnitOfWork, now: datetime, incident: Incident) -> tuple[Text, ...]:
    town = (await uow.network()).town(incident.town_id)
    said: dict[str, Value] = {"number": incident.number, "at": incident.closed_at or now}
    return (
        *await announced_of(uow, incident),
        Text("closed.head_town", said | {"town": town.name}) if town else Text("closed.head", said),
        text(await _how(uow, incident)),
        text("closed.cleared"),
    )


async def _how(uow: UnitOfWork, incident: Incident) -> str:
    """Say how it ended, where nobody who saw it says otherwise."""
    never_alerted = incident.state is State.CLOSED and incident.confirmed_at is None
    denied = incident.state is not State.CLOSED and await is_seen_still(uow, incident)
    return "closed.how.closed" if never_alerted or denied else _HOW.get(incident.state, "closed.how.closed")
