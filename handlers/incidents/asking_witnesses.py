"""/ask: who would be asked to look, before anybody is; the tap then is the card's."""

from collections import Counter

from alerts.incidents import desk, verifier_rings
from alerts.incidents.incident import Incident
from alerts.incidents.taps import AskVerifiers, DontEnd
from alerts.notices import Notice, Text, text
from alerts.people.person import Person
from alerts.places.phrase import phrase
from alerts.work.refused import Refused
from handlers.core.turn import Turn


async def preview(turn: Turn) -> None:
    """Say how many would be asked and of which towns, with the tap that asks them; or why nobody can be."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return
    why_not = desk.why_nobody_goes(incident)
    people = await verifier_rings.whom_to_ask(turn.uow, turn.now, incident) if why_not is None else []
    if not people:
        await turn.acknowledge(why_not or text("toast.nobody_to_ask"))
        return
    sure = text("by_number.ask", number=incident.number, place=phrase(incident.place), n=len(people))
    yes, no = AskVerifiers().choice(text("choice.verify")), DontEnd().choice(text("choice.no"))
    parts = (sure, *_by_town(turn, incident, people))
    await turn.reply(Notice(parts=parts, choices=((yes, no),), subject_id=incident.id, internal=True))


def _by_town(turn: Turn, incident: Incident, people: list[Person]) -> list[Text]:
    """Return a line for each town that they are of: the incident's where it is one of theirs."""
    counted = Counter(_town_of(person, incident) for person in people)
    names = {town.id: town.name for town in turn.network.towns}
    return [
        text("by_number.town", town=names[town_id] if town_id in names else text("card.no_town"), people=n)
        for town_id, n in counted.most_common()
    ]


def _town_of(person: Person, incident: Incident) -> int | None:
    own = person.own_towns()
    return incident.town_id if incident.town_id in own or not own else min(own)
