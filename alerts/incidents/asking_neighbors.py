"""Too few are on the way: the desk asks the witnesses of the towns beside it to come as well."""

from dataclasses import dataclass, replace
from datetime import datetime

from alerts.audit.deed import Action
from alerts.incidents import alert_texts, card
from alerts.incidents.alert_snapshots import take_snapshot
from alerts.incidents.draft import AlertSnapshot, Draft
from alerts.incidents.incident import Incident, State
from alerts.incidents.ports import INCIDENTS
from alerts.incidents.recording_decisions import record_decision
from alerts.incidents.silence import silent
from alerts.incidents.told import told_ids
from alerts.network.audience import Audience, responders
from alerts.network.town import Town
from alerts.notices import Notice, Text, text
from alerts.people.person import Person
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class NeighborAlert:
    """What the witnesses of the towns beside an alert's would read, and who they are."""

    shown: AlertSnapshot
    towns: tuple[Town, ...]
    """Those in which somebody would read it."""
    audiences: tuple[Audience, ...]
    """Of each of these towns; nobody is in two of them."""
    people: int

    def notice(self, incident: Incident) -> Notice:
        """Make the alert as they read it."""
        alert = alert_texts.for_responders(incident.id, self.shown, incident.expires_at)
        return replace(alert, parts=(text("alert.for_neighbors", town=self.shown.town), *alert.parts))


async def alert_for_neighbors(uow: UnitOfWork, now: datetime, incident: Incident) -> NeighborAlert | Refused:
    """Return what they would be told now; who was told before is left out, and no words of a reporter go along."""
    network = await uow.network()
    town = network.town(incident.town_id)
    if incident.state is not State.CONFIRMED or incident.basis is None or town is None or not _lasts(incident, now):
        return Refused(text("refused.changed"))
    draft = Draft(incident_id=incident.id, basis=incident.basis, with_words=False, tasks=incident.tasks)
    shown = await take_snapshot(uow, now, draft, incident)
    if not shown.place.usable:
        return Refused(text("refused.no_place"))
    but = {*await uow.mail.told_persons(await told_ids(uow, incident)), *await silent(uow, [incident.id])}
    towns, audiences, people = [], [], 0
    for neighbor in network.neighbors(town):
        audience = responders(neighbor.id, but=but)
        reached = await uow.mail.persons_in(audience)
        if reached:
            towns.append(neighbor)
            audiences.append(audience)
            people += len(reached)
            but |= reached
    if not people:
        return Refused(text("neighbors.nobody", number=incident.number))
    told = replace(shown, at=incident.confirmed_at or now)
    return NeighborAlert(shown=told, towns=tuple(towns), audiences=tuple(audiences), people=people)


async def ask_neighbors(uow: UnitOfWork, now: datetime, incident: Incident, person: Person) -> Text | Refused:
    """Alert them; they answer like the town's own, and hear the end."""
    found = await alert_for_neighbors(uow, now, incident)
    if isinstance(found, Refused):
        return found
    asked = tuple(dict.fromkeys((*incident.corrections.asked_town_ids, *(town.id for town in found.towns))))
    changed = await INCIDENTS(uow).change(incident, corrections=replace(incident.corrections, asked_town_ids=asked))
    if changed is None:
        return Refused(text("refused.changed"))
    await record_decision(uow, now, Action.SENT, changed, person)
    for audience in found.audiences:
        await uow.mail.broadcast(found.notice(changed), audience, now)
    await card.show(uow, now, changed)
    return text("toast.neighbors_asked", number=changed.number, people=found.people)


def _lasts(incident: Incident, now: datetime) -> bool:
    return incident.expires_at is not None and now < incident.expires_at
