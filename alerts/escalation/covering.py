"""A dispatcher of another town covers this one's desk for a while, where nobody of its own answers."""

from dataclasses import replace
from datetime import datetime, timedelta

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.escalation.deadlines import COVER_ENDS
from alerts.escalation.lasting_roles import lasting_roles
from alerts.escalation.ports import DESK_COVERS, DeskCover
from alerts.incidents import card, desk, family_waiting
from alerts.incidents.escalations import ESCALATIONS
from alerts.incidents.incident import Incident, State
from alerts.incidents.ports import INCIDENTS
from alerts.incidents.stepping_down import step_down
from alerts.notices import Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import COORDINATOR, DESK, Person, Role
from alerts.trust.announcing import tell_on_every_app
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

COVER_LASTS = timedelta(hours=4)
"""So long somebody covers another town's desk (our choice: till its own people are awake)."""
COVER_GOES_ON = timedelta(minutes=30)
"""And so much longer each time, while they have an incident of that town in hand (our choice)."""


async def cover_desk(uow: UnitOfWork, now: datetime, incident_id: int, person: Person) -> Text | Refused:
    """Give who was asked the town's desk for a while, and this incident; its coordinators hear so."""
    incident = await INCIDENTS(uow).get(incident_id)
    if incident is None or not await _may_take(uow, incident, person):
        return Refused(text("refused.role"))
    if incident.state is not State.REPORTED:
        return Refused(await desk.standing(uow, incident, person))
    if incident.town_id is not None and not person.has(DESK, incident.town_id):
        await _begin(uow, now, incident.town_id, person)
    covering = await uow.people.get(person.id) or person
    held = await desk.claim(uow, now, incident, covering)
    if isinstance(held, Refused):
        return held
    await card.show(uow, now, held)
    await family_waiting.claimed(uow, now, held)
    await _tell_desk(uow, now, held, covering)
    return text("toast.claimed", number=held.number)


async def _may_take(uow: UnitOfWork, incident: Incident, person: Person) -> bool:
    """Say whether it is at their own desk, or they work another one and were asked."""
    if person.has(DESK, incident.town_id):
        return True
    asked = {call.person_id for call in await ESCALATIONS(uow).calls(incident.id)}
    return person.id in asked and person.has(DESK, None)


async def _begin(uow: UnitOfWork, now: datetime, town_id: int, person: Person) -> None:
    cover = await DESK_COVERS(uow).add(person.id, town_id, now, now + COVER_LASTS)
    await uow.grants.give(person.id, Role.DISPATCHER, town_id, now)
    await uow.deadlines.set(COVER_ENDS, cover.id, cover.until)
    await record(uow, now, Deed(action=Action.COVER_BEGUN, by_id=person.id, whom_id=person.id, town_id=town_id))
    town = (await uow.network()).town(town_id)
    name = town.name if town else "?"
    told = Notice.of("escalation.covers", name=named(person), town=name, until=cover.until)
    for coordinator in await uow.people.with_role(COORDINATOR, town_id):
        if coordinator.id != person.id:
            await tell_on_every_app(uow, now, coordinator.id, told.only(COORDINATOR, town_id))
    yours = Notice.of("escalation.you_cover", town=name, until=cover.until)
    await tell_on_every_app(uow, now, person.id, yours)


async def _tell_desk(uow: UnitOfWork, now: datetime, incident: Incident, person: Person) -> None:
    """Tell who was rung for it that somebody of another town has it."""
    told = Notice.of("escalation.taken", number=incident.number, name=named(person))
    here = await desk.desk_contacts(uow, now, incident.town_id, incident)
    theirs = {contact.id for contact in await uow.contacts.of(person.id)}
    others = [contact for contact in here.rung if contact not in theirs]
    await uow.mail.post(replace(told, subject_id=incident.id, internal=True), others, now)


async def covers_desk(uow: UnitOfWork, person_id: int, town_id: int | None) -> bool:
    """Say whether they have this town's desk for a while only."""
    return town_id is not None and await DESK_COVERS(uow).covers(person_id, town_id)


async def end_cover(uow: UnitOfWork, now: datetime, cover_id: int) -> None:
    """Take the town's desk back, unless they have an incident of it in hand: then a little later."""
    cover = await DESK_COVERS(uow).get(cover_id)
    if cover is None:
        return
    if any(one.town_id == cover.town_id for one in await INCIDENTS(uow).held_by(cover.person_id)):
        await uow.deadlines.set(COVER_ENDS, cover.id, now + COVER_GOES_ON)
        return
    await _end(uow, now, cover)


async def end_covers_in_doubt(uow: UnitOfWork, now: datetime, person_id: int) -> None:
    """Take back every desk that somebody covers who works none of their own any more: their role was taken."""
    person = await uow.people.get(person_id)
    if person is None or any(one.role in DESK for one in await lasting_roles(uow, person)):
        return
    for cover in await DESK_COVERS(uow).of_person(person_id):
        await _end(uow, now, cover)


async def _end(uow: UnitOfWork, now: datetime, cover: DeskCover) -> None:
    await DESK_COVERS(uow).remove(cover.id)
    if not await uow.grants.take_role(cover.person_id, Role.DISPATCHER, cover.town_id):
        # Somebody took the role before.
        return
    action = Action.COVER_ENDED
    await record(uow, now, Deed(action=action, by_id=None, whom_id=cover.person_id, town_id=cover.town_id))
    await step_down(uow, now, cover.person_id)
    town = (await uow.network()).town(cover.town_id)
    ended = Notice.of("escalation.cover_ended", town=town.name if town else "?")
    await tell_on_every_app(uow, now, cover.person_id, ended)
