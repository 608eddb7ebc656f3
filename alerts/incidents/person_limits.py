"""How much one person may send the desk within a while, so that nobody keeps others from being heard."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from alerts.people.person import DESK, Person

WINDOW = timedelta(minutes=10)
"""Messages are counted over this time (set when this was ordered)."""
LONGEST_WORDS = 8_000
"""Characters of one report that are read as a report; the rest is kept for the desk's file (set when ordered)."""
MEDIA_PAUSE = timedelta(minutes=2)
"""The photos of one person ring the desk once within this time, so do their videos and voice notes (our choice)."""


@dataclass(frozen=True, kw_only=True)
class PersonLimits:
    """What one person may send. None: without a limit."""

    open_incidents: int | None
    """Reports of theirs that may be open at a time."""
    messages: int | None
    """Messages within WINDOW."""


STRANGER = PersonLimits(open_incidents=3, messages=20)
"""Somebody whom nobody vouched for (set when this was ordered)."""
MEMBER = PersonLimits(open_incidents=10, messages=60)
"""A verified member or responder: ten were ordered; the messages are our choice, one every ten seconds."""
AT_DESK = PersonLimits(open_incidents=None, messages=None)
"""Who works a desk files what people call in."""


class Limit(StrEnum):
    """A limit that somebody can come to; each is told them once within WINDOW."""

    MESSAGES = "messages"
    INCIDENTS = "incidents"
    ANSWERS = "answers"
    COMMANDS = "commands"
    WORDS = "words"
    MEDIA = "media"


@dataclass(frozen=True, kw_only=True)
class MessageWindow:
    """What somebody sent within WINDOW."""

    person_id: int
    since: datetime
    """When the first of them came, aware UTC."""
    messages: int
    noted: frozenset[str] = field(default_factory=frozenset)
    """Limits that they were told of, and kinds of pleas that went past one."""

    def noting(self, name: str) -> "MessageWindow":
        """Return the window with this noted too."""
        return replace(self, noted=self.noted | {name})


def limits_of(person: Person) -> PersonLimits:
    """Return what this person may send."""
    if any(grant.role in DESK for grant in person.grants):
        return AT_DESK
    return MEMBER if person.verified else STRANGER


def fitting_words(before: str, more: str) -> tuple[str, str]:
    """Return a report's words with `more` of them, and what of `more` no longer fits."""
    both = "\n".join(filter(None, (before, more)))
    if len(both) <= LONGEST_WORDS:
        return both, ""
    return (before, more) if before else (more[:LONGEST_WORDS], more[LONGEST_WORDS:])
