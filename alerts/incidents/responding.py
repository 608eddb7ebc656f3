"""What responders answer to an alert."""

from datetime import datetime

from alerts.incidents import card
from alerts.incidents.after_end import no_alert
from alerts.incidents.incident import Incident, Reply, State
from alerts.incidents.merged_into import survivor
from alerts.incidents.outgoing_words import as_sent
from alerts.incidents.ports import ANSWERS
from alerts.incidents.scene_room import GOES, as_room_allows, call_next
from alerts.incidents.taking_tasks import let_go, offer_at_scene
from alerts.incidents.task_change import TaskReason
from alerts.incidents.verifier_texts import pin
from alerts.notices import Notice
from alerts.people.person import Person, Role
from alerts.work.unit_of_work import UnitOfWork


async def answer(
    uow: UnitOfWork, now: datetime, incident: Incident, person: Person, reply: Reply, *, offer: bool = True
) -> list[Notice]:
    """Keep a responder's answer; the latest counts. Return what they are told: the pin too, if they go there.

    `offer`: who goes is offered what is still needed there.
    """
    incident = await survivor(uow, incident)
    refused = await why_not(uow, incident, person)
    if refused is not None:
        return [refused]
    answers = await ANSWERS(uow).of(incident.id)
    before = answers.get(person.id)
    reply = as_room_allows(incident, answers, person.id, reply)
    await ANSWERS(uow).save(incident.id, person.id, reply, now)
    if reply is Reply.CANNOT and before is not Reply.CANNOT:
        await let_go(uow, now, incident, person.id, TaskReason.CANNOT)
        if before is not None:
            await call_next(uow, now, incident)
    await card.show(uow, now, incident, major=False)
    goes = reply is Reply.ON_MY_WAY and before is not Reply.ON_MY_WAY
    where = pin(as_sent(uow, incident)) if goes else []
    offered = await offer_at_scene(uow, incident, person) if offer and reply in GOES else []
    return [Notice.of(f"answer.{reply}"), *where, *offered]


async def why_not(uow: UnitOfWork, incident: Incident, person: Person) -> Notice | None:
    """Say why they can't answer this alert; None where they can."""
    if not _may_answer(incident, person):
        return Notice.of("refused.lost_role")
    return await no_alert(uow, incident) if incident.state is not State.CONFIRMED else None


def _may_answer(incident: Incident, person: Person) -> bool:
    """Say whether they are a responder of its town, or of one that it was alerted in before the desk corrected that."""
    said = incident.corrections
    towns = {incident.town_id, *(town for town in (said.told_town_id, said.alerted_town_id) if town is not None)}
    return any(person.has(frozenset({Role.RESPONDER}), town) for town in towns)
