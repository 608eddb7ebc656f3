"""Who can't come now, but later: asked again at the time that they named, if it still goes on."""

from dataclasses import replace
from datetime import datetime

from alerts.incidents import card, deadlines
from alerts.incidents.incident import Incident, Reply, State
from alerts.incidents.merged_into import survivor
from alerts.incidents.ports import ANSWERS, INCIDENTS
from alerts.incidents.scene_room import free_places
from alerts.incidents.taps import AnswerAlert
from alerts.incidents.timings import ASK_LASTS
from alerts.notices import Kind, Lane, Notice, text
from alerts.work.unit_of_work import UnitOfWork

OFFERED = (30, 60, 120, 240)
"""Minutes from now that can be chosen (our choice)."""


async def ask_again_when_they_can(uow: UnitOfWork, incident: Incident) -> None:
    """Let the first of them be asked when they can."""
    answers, times = await ANSWERS(uow).of(incident.id), await ANSWERS(uow).arrivals(incident.id)
    waiting = [at for person_id, at in times.items() if answers.get(person_id) is Reply.LATER]
    if waiting:
        await uow.deadlines.set(deadlines.SOMEBODY_CAN, incident.id, min(waiting))


async def somebody_can(uow: UnitOfWork, now: datetime, incident_id: int) -> None:
    """Ask those whose time has come; where the scene is full they stand by, and are called when somebody can't."""
    incident = await INCIDENTS(uow).get(incident_id)
    if incident is None:
        return
    incident = await survivor(uow, incident)
    if incident.state is not State.CONFIRMED:
        return
    answers, times = await ANSWERS(uow).of(incident.id), await ANSWERS(uow).arrivals(incident.id)
    for person_id, at in sorted(times.items(), key=lambda one: one[1]):
        if answers.get(person_id) is not Reply.LATER or at > now:
            continue
        if free_places(incident, answers):
            await _ask(uow, now, incident, person_id)
            await ANSWERS(uow).save(incident.id, person_id, Reply.LATER, now)
        else:
            await ANSWERS(uow).save(incident.id, person_id, Reply.STANDING_BY, now)
    await card.show(uow, now, incident, major=False)
    await ask_again_when_they_can(uow, incident)


async def _ask(uow: UnitOfWork, now: datetime, incident: Incident, person_id: int) -> None:
    rows = (
        (AnswerAlert(Reply.ON_MY_WAY).choice(text("choice.onway")),),
        (
            AnswerAlert(Reply.CANNOT).choice(text("choice.cannot")),
            AnswerAlert(Reply.LATER).choice(text("choice.later")),
        ),
    )
    asked = replace(
        Notice.of("answer.can_now", number=incident.number).with_choices(*rows),
        kind=Kind.REMINDER,
        lane=Lane.ALERT,
        subject_id=incident.id,
        internal=True,
        expires_at=now + ASK_LASTS,
    )
    await uow.mail.to_person(person_id, asked, now)
