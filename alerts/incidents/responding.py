"""What responders answer to an alert."""

from datetime import datetime

from alerts.incidents import card
from alerts.incidents.after_end import no_alert
from alerts.incidents.asked_towns import may_answer
from alerts.incidents.coming_later import ask_again_when_they_can
from alerts.incidents.incident import Incident, Reply, State
from alerts.incidents.merged_into import survivor
from alerts.incidents.outgoing_words import as_sent
from alerts.incidents.ports import ANSWERS
from alerts.incidents.scene_room import as_room_allows, call_next
from alerts.incidents.taking_tasks import let_go, offer_at_scene
from alerts.incidents.task_change import TaskReason
from alerts.incidents.verifier_texts import pin
from alerts.notices import Notice
from alerts.people.person import Person
from alerts.work.unit_of_work import UnitOfWork

STAYS_AWAY = frozenset({Reply.CANNOT, Reply.LATER})
"""Answers of who does not come now."""


async def answer_and_offer(
    uow: UnitOfWork, now: datetime, incident: Incident, person: Person, reply: Reply, arrives_at: datetime | None = None
) -> list[Notice]:
    """Keep a responder's answer, as answer() does; who goes is offered what is still needed there."""
    incident = await survivor(uow, incident)
    said = await answer(uow, now, incident, person, reply, arrives_at=arrives_at)
    return [*said, *(await offer_at_scene(uow, incident, person) if incident.state is State.CONFIRMED else [])]


async def answer(
    uow: UnitOfWork,
    now: datetime,
    incident: Incident,
    person: Person,
    reply: Reply,
    *,
    arrives_at: datetime | None = None,
    noted_by: Person | None = None,
) -> list[Notice]:
    """Keep a responder's answer; the latest counts. Return what they are told: the pin too, if they go there.

    `arrives_at`: when they arrive, or could come, as far as they say (aware UTC). `noted_by`: somebody at the desk, for
    them.
    """
    incident = await survivor(uow, incident)
    refused = await why_not(uow, incident, person)
    if refused is not None:
        return [refused]
    answers = await ANSWERS(uow).of(incident.id)
    before = answers.get(person.id)
    reply = as_room_allows(incident, answers, person.id, reply)
    by = noted_by.id if noted_by is not None else None
    when = arrives_at if reply in (Reply.ON_MY_WAY, Reply.LATER) else None
    await ANSWERS(uow).save(incident.id, person.id, reply, now, arrives_at=when, noted_by=by)
    if reply in STAYS_AWAY and before not in STAYS_AWAY:
        await let_go(uow, now, incident, person.id, TaskReason.CANNOT)
        if before is not None:
            await call_next(uow, now, incident)
    if reply is Reply.LATER:
        await ask_again_when_they_can(uow, incident)
    await card.show(uow, now, incident, major=False)
    goes = reply is Reply.ON_MY_WAY and before is not Reply.ON_MY_WAY
    where = pin(as_sent(uow, incident)) if goes else []
    return [Notice.of(f"answer.{reply}", **({"at": when} if reply is Reply.LATER and when else {})), *where]


async def why_not(uow: UnitOfWork, incident: Incident, person: Person) -> Notice | None:
    """Say why they can't answer this alert; None where they can."""
    if not may_answer(incident, person):
        return Notice.of("refused.lost_role")
    return await no_alert(uow, incident) if incident.state is not State.CONFIRMED else None
