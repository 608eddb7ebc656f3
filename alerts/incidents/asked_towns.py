"""Whose witnesses an alert was meant for: its own town's, another's before the desk corrected that, those beside it."""

from alerts.incidents.incident import Incident
from alerts.people.person import Person, Role

_RESPONDER = frozenset({Role.RESPONDER})


def may_answer(incident: Incident, person: Person) -> bool:
    """Say whether they are a responder of a town that was asked."""
    said = incident.corrections
    before = (town for town in (said.told_town_id, said.alerted_town_id) if town is not None)
    return is_asked_now(incident, person) or any(person.has(_RESPONDER, town) for town in before)


def is_asked_now(incident: Incident, person: Person) -> bool:
    """Say whether they are a responder of its town as it is known now, or of one beside it that was asked."""
    return any(person.has(_RESPONDER, town) for town in (incident.town_id, *incident.corrections.asked_town_ids))
