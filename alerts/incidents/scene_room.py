"""How many may be on the scene of an alert: past that who offers to go stands by, and is called when somebody can't."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from alerts.incidents.incident import Incident, Reply, State
from alerts.incidents.ports import ANSWERS
from alerts.incidents.scene_taps import LetMoreCome
from alerts.incidents.taps import AnswerAlert
from alerts.incidents.timings import ASK_LASTS
from alerts.notices import Choice, Kind, Lane, Notice, text
from alerts.work.unit_of_work import UnitOfWork

GOES = frozenset({Reply.ON_MY_WAY, Reply.ON_THE_SCENE})
"""Answers of who takes a place on the scene."""
MORE_AT_ONCE = 6
"""So many more may come when the desk says so (our choice)."""
CROWD = 60
"""More than so many the desk lets come to no scene: what is larger is no witnessing (our choice)."""


def free_places(incident: Incident, answers: Mapping[int, Reply]) -> int:
    """Return how many more may go there; 0 where it is full, or fuller than that."""
    return max(0, incident.scene_cap - sum(reply in GOES for reply in answers.values()))


def as_room_allows(incident: Incident, answers: Mapping[int, Reply], person_id: int, reply: Reply) -> Reply:
    """Return what an answer counts as: who offers to go where it is full stands by; who is there is there."""
    if reply is not Reply.ON_MY_WAY or answers.get(person_id) in GOES or free_places(incident, answers):
        return reply
    return Reply.STANDING_BY


def next_standing_by(incident: Incident, answers: Mapping[int, Reply]) -> int | None:
    """Return who is called for the place that became free (a person's id), the first who offered for the first place.

    `answers`: in the order in which they were given. None: nobody stands by, or nothing is free.
    """
    waiting = [person_id for person_id, reply in answers.items() if reply is Reply.STANDING_BY]
    free = free_places(incident, answers)
    return waiting[free - 1] if 0 < free <= len(waiting) else None


def more_choices(incident: Incident, answers: Mapping[int, Reply]) -> tuple[tuple[Choice, ...], ...]:
    """Return the card's row by which more may come, where its scene is full."""
    if incident.state is not State.CONFIRMED or free_places(incident, answers) or incident.scene_cap >= CROWD:
        return ()
    return ((LetMoreCome().choice(text("choice.more_on_scene", n=MORE_AT_ONCE)),),)


async def call_next(uow: UnitOfWork, now: datetime, incident: Incident) -> None:
    """Ask who stands by whether they can still come, where a place became free."""
    person_id = next_standing_by(incident, await ANSWERS(uow).of(incident.id))
    if person_id is not None:
        await call(uow, now, incident, person_id)


async def call(uow: UnitOfWork, now: datetime, incident: Incident, person_id: int) -> None:
    """Ask this person whether they can still come."""
    rows = (
        (AnswerAlert(Reply.ON_MY_WAY).choice(text("choice.onway")),),
        (AnswerAlert(Reply.CANNOT).choice(text("choice.cannot")),),
    )
    asked = replace(
        Notice.of("answer.room", number=incident.number).with_choices(*rows),
        kind=Kind.REMINDER,
        lane=Lane.ALERT,
        subject_id=incident.id,
        internal=True,
        expires_at=now + ASK_LASTS,
    )
    await uow.mail.to_person(person_id, asked, now)
