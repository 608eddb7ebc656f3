"""What a person is called before others."""

from alerts.notices import Quote, Value, text
from alerts.people.person import Person


def named(person: Person) -> Value:
    """What the platform calls them; Signal may not say."""
    return Quote(person.name, 40) if person.name else text("desk.somebody")
