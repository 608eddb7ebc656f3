"""What responders answer to an alert."""

from datetime import datetime

from alerts.incidents import card
from alerts.incidents.incident import Incident, Reply, State
from alerts.notices import Kind, Notice, Pin, Text, text
from alerts.people.person import Person
from alerts.ports import UnitOfWork


async def answer(uow: UnitOfWork, now: datetime, incident: Incident, person: Person, reply: Reply) -> Text:
    """Keep the answer; the latest counts. The pin goes to who goes there."""
    if incident.state is not State.CONFIRMED:
        return text("answer.over", number=incident.number)
    before = (await uow.incidents.answers(incident.id)).get(person.id)
    await uow.incidents.answer(incident.id, person.id, reply, now)
    await card.show(uow, now, incident, major=False)
    if reply is Reply.ON_MY_WAY and before is not Reply.ON_MY_WAY and incident.place.point:
        latitude, longitude = incident.place.point
        pin = Pin(latitude, longitude, incident.place.words or f"#{incident.number}")
        notice = Notice(
            parts=(text("place.pin", number=incident.number),),
            pin=pin,
            kind=Kind.REMINDER,
            incident_id=incident.id,
        )
        await uow.mail.to_person(person.id, notice, now)
    return text(f"answer.{reply}")
