"""The desk says that an incident is in another town: that town's desk has it from then on."""

from dataclasses import replace
from datetime import datetime

from alerts.incidents import card, desk, verifier_rings
from alerts.incidents.correcting import DeskChange, apply
from alerts.incidents.corrections import CorrectedField, Corrections
from alerts.incidents.escalations import start_anew
from alerts.incidents.incident import UNDECIDED, Incident, State
from alerts.incidents.lifecycle import Event, after
from alerts.incidents.ports import INCIDENTS, VERIFICATIONS
from alerts.notices import Notice, text
from alerts.people.person import DESK, Person
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def set_town(
    uow: UnitOfWork, now: datetime, incident: Incident, person: Person, town_id: int
) -> Incident | Refused:
    """Say in which town it is. Refused where nobody at all has the desk there: it would be nobody's.

    Who was asked to look in the other town hears of it, and the new town's verifiers are asked in their stead.
    """
    before = incident.town_id
    if before == town_id:
        return Refused(text("toast.known"))
    town = (await uow.network()).town(town_id)
    if town is None or not (await desk.desk_contacts(uow, now, town_id)).everybody:
        return Refused(text("refused.no_desk", town=town.name if town else "?"))
    told = incident.state is State.CONFIRMED

    def edit(corrections: Corrections) -> Corrections:
        first = corrections.told_town_id if corrections.told_town_id is not None else before
        return replace(corrections, told_town_id=first if told and first != town_id else None)

    asked = await VERIFICATIONS(uow).of(incident.id)
    changed = await apply(uow, now, incident, person, DeskChange(field=CorrectedField.TOWN, edit=edit, town_id=town_id))
    if isinstance(changed, Refused):
        return changed
    if not person.has(DESK, town_id):
        changed = await hand_over(uow, now, changed)
    if asked and changed.state in UNDECIDED:
        await verifier_rings.ask(uow, now, changed, by_desk=True)
        await card.show(uow, now, changed)
    return changed


async def hand_over(uow: UnitOfWork, now: datetime, incident: Incident) -> Incident:
    """Let the other town's desk take it, which is rung."""
    state = after(incident.state, Event.LAPSE)
    if state is not None:
        await desk.rest(uow, incident)
        incident = await INCIDENTS(uow).change(incident, state=state, holder_id=None, held_at=None) or incident
        await start_anew(uow, now, incident.id)
    await card.show(uow, now, incident)
    await desk.ring(uow, now, incident, Notice.of("desk.handed_over", number=incident.number))
    return incident
