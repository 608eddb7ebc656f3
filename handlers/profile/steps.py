"""Steps of what people say of themselves."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from alerts.profile.taps import AskedIn
from handlers.core.step import Step


@dataclass(frozen=True, kw_only=True)
class TellingSkills(Step):
    """The step of somebody who was asked what they can do: on Signal they answer with several numbers."""

    name: ClassVar = "me.skills"
    lasts: ClassVar = timedelta(minutes=15)
    notice: int
    """The list, which each mark edits."""
    asked: AskedIn
