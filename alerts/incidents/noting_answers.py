"""The desk notes an answer to an alert for somebody who phoned: they hear what was noted, and correct it by a tap."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from alerts.incidents import responding
from alerts.incidents.alert_texts import ANSWERS as ANSWER_ROWS
from alerts.incidents.incident import Incident, Reply, State
from alerts.incidents.ports import ANSWERS
from alerts.incidents.told import told_ids
from alerts.notices import Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import Person, Role
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

NOTED = (Reply.ON_MY_WAY, Reply.ON_THE_SCENE, Reply.CANNOT, Reply.LATER)
"""What the desk may note."""


@dataclass(frozen=True, kw_only=True)
class Answerer:
    """A responder who was told, and what they answered."""

    person: Person
    reply: Reply | None
    """None: nothing yet."""
    at: datetime | None
    """When they arrive or could come, aware UTC; None: not said."""


async def answerers(uow: UnitOfWork, incident: Incident) -> list[Answerer]:
    """Return the responders who were told; who answered first, then by name."""
    told = await uow.mail.told_persons(await told_ids(uow, incident))
    answers, times = await ANSWERS(uow).of(incident.id), await ANSWERS(uow).arrivals(incident.id)
    people = await uow.people.with_role(frozenset({Role.RESPONDER}), incident.town_id)
    found = [
        Answerer(person=person, reply=answers.get(person.id), at=times.get(person.id))
        for person in people
        if person.id in told or person.id in answers
    ]
    return sorted(found, key=lambda one: (one.reply is None, one.person.name.casefold(), one.person.id))


def answer_in_words(reply: Reply | None, at: datetime | None) -> Text:
    """Say what somebody answered, and when they arrive or could come."""
    if reply is None:
        return text("answers.none")
    return text("answers.at", what=text(f"choice.{reply}"), at=at) if at is not None else text(f"choice.{reply}")


async def note_answer(
    uow: UnitOfWork, now: datetime, incident: Incident, by: Person, person_id: int, reply: Reply, minutes: int
) -> Text | Refused:
    """Keep it as theirs, and tell them. `minutes`: until they arrive or could come; 0: they did not say."""
    one = next((one for one in await answerers(uow, incident) if one.person.id == person_id), None)
    if one is None or incident.state is not State.CONFIRMED or reply not in NOTED:
        return Refused(text("refused.changed"))
    at = now + timedelta(minutes=minutes) if minutes else None
    first, *rest = await responding.answer(uow, now, incident, one.person, reply, arrives_at=at, noted_by=by)
    kept = (await ANSWERS(uow).of(incident.id)).get(person_id, reply)
    said = answer_in_words(kept, at if kept is reply else None)
    noted = text("answer.noted", number=incident.number, name=named(by), what=said)
    told = Notice(parts=(noted, *first.parts), choices=ANSWER_ROWS, subject_id=incident.id, internal=True)
    for notice in (told, *rest):
        await uow.mail.to_person(person_id, replace(notice, subject_id=incident.id), now)
    return text("toast.answer_noted", name=named(one.person), what=said)
