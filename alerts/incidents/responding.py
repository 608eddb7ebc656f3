"""What responders answer to an alert."""

from datetime import datetime

from alerts.incidents import card
from alerts.incidents.after_end import no_alert
from alerts.incidents.incident import Incident, Reply, State
from alerts.incidents.merged_into import survivor
from alerts.incidents.outgoing_words import as_sent
from alerts.incidents.ports import ANSWERS
from alerts.incidents.scene_room import as_room_allows, call_next
from alerts.incidents.verifier_texts import pin
from alerts.notices import Notice
from alerts.people.person import Person, Role
from alerts.work.unit_of_work import UnitOfWork


async def answer(uow: UnitOfWork, now: datetime, incident: Incident, person: Person, reply: Reply) -> list[Notice]:
    """Keep a responder's answer; the latest counts. Return what they are told: the pin too, if they go there."""
    incident = await survivor(uow, incident)
    if not _may_answer(incident, person):
        return [Notice.of("refused.lost_role")]
    if incident.state is not State.CONFIRMED:
        return [await no_alert(uow, incident)]
    answers = await ANSWERS(uow).of(incident.id)
    before = answers.get(person.id)
    reply = as_room_allows(incident, answers, person.id, reply)
    await ANSWERS(uow).save(incident.id, person.id, reply, now)
    if reply is Reply.CANNOT and before is not None and before is not Reply.CANNOT:
        await call_next(uow, now, incident)
    await card.show(uow, now, incident, major=False)
    goes = reply is Reply.ON_MY_WAY and before is not Reply.ON_MY_WAY
    return [Notice.of(f"answer.{reply}"), *(pin(as_sent(uow, incident)) if goes else [])]


def _may_answer(incident: Incident, person: Person) -> bool:
    """Say whether they are a responder of its town, or of one that it was alerted in before the desk corrected that."""
    said = incident.corrections
    towns = {incident.town_id, *(town for town in (said.told_town_id, said.alerted_town_id) if town is not None)}
    return any(person.has(frozenset({Role.RESPONDER}), town) for town in towns)
