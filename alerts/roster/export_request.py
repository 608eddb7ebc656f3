"""A coordinator's wish for the list of people, until a second one has answered it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

ANSWERED_WITHIN = timedelta(hours=1)
"""Then it is over: a yes of the next morning is no yes to this (set when ordered)."""


@dataclass(frozen=True, kw_only=True)
class ExportRequest:
    """One wish; a person has one at most."""

    id: int
    person_id: int
    """The coordinator who asks."""
    town_id: int | None
    """None: all towns that they coordinate when it is answered."""
    asked_at: datetime

    def is_open(self, now: datetime) -> bool:
        """Say whether it can still be answered."""
        return now < self.asked_at + ANSWERED_WITHIN
