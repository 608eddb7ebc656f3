"""A request to join of somebody without an invitation."""

from dataclasses import dataclass
from datetime import datetime, timedelta

UNANSWERED_LASTS = timedelta(days=3)
"""After so long without an answer somebody may ask anew: coordinators overlook a message (our choice)."""
DECLINED_HOLDS = timedelta(days=30)
"""So long no new request goes to the coordinators who declined one (our choice)."""


@dataclass(frozen=True, kw_only=True)
class JoinRequest:
    """The last request of a person; there is one at a time."""

    person_id: int
    town_id: int
    asked_at: datetime
    declined_at: datetime | None = None
    """None: nobody has answered."""

    @property
    def is_open(self) -> bool:
        """Whether a coordinator may still answer it."""
        return self.declined_at is None

    def holds(self, now: datetime) -> bool:
        """Say whether no other may be made yet."""
        if self.declined_at is not None:
            return now - self.declined_at < DECLINED_HOLDS
        return now - self.asked_at < UNANSWERED_LASTS
