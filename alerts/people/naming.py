"""What a person is called before others, and whatever else bears a name of somebody's choosing: a group, an account."""

import re

from alerts.characters import tame
from alerts.notices import Quote, Value, text
from alerts.people.person import Person

_NAME = 40
"""Characters of a person's name."""
_TAPPABLE = re.compile(r"(?<=\w)\.(?=\w{2})|[/@]+|\+?\d(?:[\s().-]*\d){6,}")
"""What an app makes a link, an account or a call of: a dot inside a word, but not that of "J.R."; many digits."""


def named(person: Person) -> Value:
    """Return what the platform calls this person; "somebody" where it does not say (Signal may not)."""
    return called(person.name, _NAME) if person.name else text("desk.somebody")


def called(name: str, most: int) -> Quote:
    """Return a name that somebody chose, at most so long, without what an app makes tappable.

    Whoever asks to be let in may be called like the network, with an address or a number for all questions.
    """
    return Quote(" ".join(_TAPPABLE.sub(" ", tame(name)).split()) or name[:1], most)
