"""A town becomes a part of another one, or the network leaves it."""

from datetime import datetime

from alerts.audit.deed import Action
from alerts.escalation.lasting_roles import keep_desks_of_merged_towns
from alerts.incidents import card, deadlines, desk, timings, waiting_leads
from alerts.incidents.incident import Incident
from alerts.incidents.ports import INCIDENTS
from alerts.network.town import Town
from alerts.notices import Lane, Notice, Text, text
from alerts.on_call.shift_planning import call_off_shifts_in, narrow_shifts_of_both
from alerts.people.person import COORDINATOR, Person
from alerts.towns.announcing_changes import EVERY_ROLE, people_of, record_change, tell_coordinators_of_all, tell_people
from alerts.towns.ports import TOWNS
from alerts.towns.town_access import town_of
from alerts.trainings.planning import call_off_in
from alerts.trust.announcing import done_by
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def merge_towns(uow: UnitOfWork, now: datetime, gone_id: int, into_id: int, by: Person | None) -> Text | Refused:
    """Make one town a part of another: its people, open incidents, groups, trainings and invitations are the other's.

    Who writes its name means the other one. Refused to who does not coordinate both, and to all but an operator where
    others have roles in the town that goes.
    """
    found = [await town_of(uow, town_id, by) for town_id in (gone_id, into_id)]
    refused = next((one for one in found if isinstance(one, Refused)), None)
    gone, into = found
    if refused is not None or isinstance(gone, Refused) or isinstance(into, Refused):
        return refused or Refused(text("towns.gone"))
    if gone == into:
        return Refused(text("towns.there", town=into.name))
    others_there = await why_not_ended(uow, gone, by)
    if others_there is not None:
        return Refused(others_there)
    told = text("towns.told.merged", gone=gone.name, town=into.name)
    people = await people_of(uow, gone_id)
    others = people - ({by.id} if by else set())
    await _tell_groups(uow, now, gone_id, told)
    moved = await _move_incidents(uow, now, gone, into)
    await keep_desks_of_merged_towns(uow, gone_id, into_id)
    await narrow_shifts_of_both(uow, now, gone_id, into_id)
    await TOWNS(uow).hand_over(gone_id, into_id)
    await TOWNS(uow).rename(into_id, into.name, tuple(dict.fromkeys((*into.also, gone.name, *gone.also))))
    await record_change(uow, now, Action.TOWN_MERGED, by, into_id)
    for incident in moved:
        await card.show(uow, now, incident)
        await desk.ring(uow, now, incident, Notice.of("desk.handed_over", number=incident.number))
    await tell_people(uow, now, others, told)
    await tell_coordinators_of_all(uow, now, told, by=by, but=people)
    return text("toast.towns.merged", gone=gone.name, town=into.name, n=len(others))


async def retire_town(uow: UnitOfWork, now: datetime, town_id: int, by: Person | None) -> Text | Refused:
    """Leave a town: roles, invitations and directory entries there are gone, and everybody there hears so.

    What trainings were to come there are called off: who signed up hears it, as when a coordinator does so.
    Refused while an incident is open there, for the last town, where nobody at all would coordinate any more, and to
    all but an operator where others have roles there.
    """
    town = await town_of(uow, town_id, by)
    if isinstance(town, Refused):
        return town
    refused = await why_not_retire(uow, town, by)
    if refused is not None:
        return Refused(refused)
    told = text("towns.told.retired", town=town.name, network=(await uow.network()).name)
    people = await people_of(uow, town_id)
    others = people - ({by.id} if by else set())
    await _tell_groups(uow, now, town_id, told)
    await _end_lead_summary(uow, now, town_id)
    await call_off_in(uow, now, town_id, by)
    await call_off_shifts_in(uow, now, town_id)
    coordinators = await uow.people.with_role(COORDINATOR, town_id)
    await TOWNS(uow).remove(town_id)
    for coordinator in coordinators:
        # What was on its way to them as the coordinators that they are no more.
        await uow.mail.withdraw_beyond_roles(await uow.people.get(coordinator.id) or coordinator)
    await tell_people(uow, now, others, told)
    await record_change(uow, now, Action.TOWN_RETIRED, by, None)
    done = text("towns.told.retired_by", by=done_by(by), town=town.name)
    await tell_coordinators_of_all(uow, now, done, by=by, but=people)
    return text("toast.towns.retired", town=town.name, n=len(others))


async def why_not_ended(uow: UnitOfWork, town: Town, by: Person | None) -> Text | None:
    """Return why they may not end this town, retiring or merging it: others have roles there. None: they may.

    One phone in the wrong hand would take all of them away by two taps, and nothing brings them back. `by`: None for an
    operator, who may.
    """
    if by is None:
        return None
    there = [(person, person.grants) for person in await uow.people.with_role(EVERY_ROLE, town.id)]
    there += await uow.people.suspended()
    others = any(person.id != by.id and any(one.town_id == town.id for one in roles) for person, roles in there)
    return text("towns.others_there", town=town.name) if others else None


async def why_not_retire(uow: UnitOfWork, town: Town, by: Person | None) -> Text | None:
    """Return why they can't leave this town (yet); None where they can. `by`: None for an operator."""
    if len((await uow.network()).towns) == 1:
        return text("towns.last", town=town.name)
    numbers = tuple(
        text("leads.number", number=incident.number)
        for incident, _ in await INCIDENTS(uow).standing(town.id)
        if incident.town_id == town.id
    )
    if numbers:
        return text("towns.open", town=town.name, numbers=numbers)
    coordinators = await uow.people.with_role(COORDINATOR, None)
    elsewhere = any(one.role in COORDINATOR and one.town_id != town.id for who in coordinators for one in who.grants)
    return await why_not_ended(uow, town, by) if elsewhere else text("towns.no_coordinator", town=town.name)


async def _move_incidents(uow: UnitOfWork, now: datetime, gone: Town, into: Town) -> list[Incident]:
    """Let what is open in one town be the other's, and end the message in which its desk reads how many leads wait."""
    moved = []
    for incident, _ in await INCIDENTS(uow).standing(gone.id):
        if incident.town_id == gone.id:
            moved.append(await INCIDENTS(uow).change(incident, town_id=into.id) or incident)
    await _end_lead_summary(uow, now, gone.id)
    if moved:
        await uow.deadlines.set_latest(deadlines.LEADS_WAIT, into.id, now + timings.CARD_PAUSE)
    return moved


async def _end_lead_summary(uow: UnitOfWork, now: datetime, town_id: int) -> None:
    """End the message in which a town's desk reads how many leads wait there: none do."""
    await waiting_leads.sum_up(uow, now, town_id)
    await uow.deadlines.call_off(town_id, deadlines.LEADS_WAIT)


async def _tell_groups(uow: UnitOfWork, now: datetime, town_id: int, told: Text) -> None:
    for responders in (False, True):
        await uow.mail.to_groups(Notice(parts=(told,), lane=Lane.REST), town_id, now, responders=responders)
