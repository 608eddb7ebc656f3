"""People, incidents and reports made up for the rules."""

from datetime import UTC, datetime
from typing import Any

from alerts.incidents.incident import Incident, State, TappedFacts
from alerts.people.person import Grant, Person, Role
from alerts.places.place import Place

NOON = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
NORTHAMPTON, HOLYOKE = 1, 2


def person(id_: int = 1, *grants: tuple[Role, int | None], **changes: Any) -> Person:
    """Somebody who said yes, with these roles."""
    given: dict[str, Any] = {"language": "en", "consented_at": NOON}
    return Person(id=id_, grants=tuple(Grant(role, town) for role, town in grants), **(given | changes))


def incident(id_: int = 1, **changes: Any) -> Incident:
    """An open incident in Northampton."""
    given: dict[str, Any] = {
        "number": id_,
        "town_id": NORTHAMPTON,
        "state": State.REPORTED,
        "version": 1,
        "place": Place(words="Elm & 3rd"),
        "opened_at": NOON,
        "observed_at": NOON,
    }
    return Incident(id=id_, **(given | changes))


def taps(number: int = 1, **changes: Any) -> TappedFacts:
    """What a stranger said by taps."""
    given: dict[str, Any] = {"person_id": number, "verified": False, "received_at": NOON, "facts": {}}
    return TappedFacts(**(given | changes))
