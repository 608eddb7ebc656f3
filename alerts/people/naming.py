"""What a person is called before others."""

from alerts.notices import Quote, Value, text
from alerts.people.person import Person


def named(person: Person) -> Value:
    """Return what the platform calls this person; "somebody" where it does not say (Signal may not)."""
    return Quote(person.name, 40) if person.name else text("desk.somebody")
