"""Steps of what people say of themselves."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from alerts.people.person import DESK
from alerts.profile.taps import AskedIn
from handlers.core.step import Step

ANSWER_WITHIN = timedelta(minutes=15)
"""After so long a question is waited for no more: what somebody writes then is a report, say (our choice)."""


@dataclass(frozen=True, kw_only=True)
class TellingSkills(Step):
    """The step of somebody who was asked what they can do: on Signal they answer with several numbers."""

    name: ClassVar = "me.skills"
    lasts: ClassVar = ANSWER_WITHIN
    notice: int
    """The list, which each mark edits."""
    asked: AskedIn


@dataclass(frozen=True, kw_only=True)
class WritingNote(Step):
    """The step of somebody who writes their own note."""

    name: ClassVar = "me.note"
    lasts: ClassVar = ANSWER_WITHIN


@dataclass(frozen=True, kw_only=True)
class WritingNoteOn(Step):
    """The step of somebody at the desk who writes the note on somebody."""

    name: ClassVar = "note.on"
    roles: ClassVar = DESK
    lasts: ClassVar = ANSWER_WITHIN
    person: int
