"""A request to join of somebody without an invitation."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.network.retention import Kept
from alerts.people.person import Role

UNANSWERED_LASTS = timedelta(days=3)
"""After so long without an answer somebody may ask anew: coordinators overlook a message (our choice)."""
DECLINED_HOLDS = timedelta(days=30)
"""So long no new request goes to the coordinators who declined one (our choice)."""
COLD_AFTER = timedelta(days=3)
"""After so long without an answer the coordinators are shown that somebody goes cold (set when ordered)."""
UNDO_WITHIN = timedelta(hours=1)
"""So long a coordinator may take back that they let people in (set when ordered)."""
REQUESTS = Kept("requests", timedelta(days=90), at_joining=False)
"""An open request, counted from when it was made first (our choice); a declined one goes when it holds no more."""


@dataclass(frozen=True, kw_only=True)
class JoinRequest:
    """The last request of a person; there is one at a time."""

    person_id: int
    town_id: int
    first_asked_at: datetime
    """Since when they wait: who asks again keeps their place."""
    asked_at: datetime
    declined_at: datetime | None = None
    """None: nobody has answered."""

    @property
    def is_open(self) -> bool:
        """Whether a coordinator may still answer it."""
        return self.declined_at is None

    def is_cold(self, now: datetime) -> bool:
        """Say whether they have waited so long that they may not come back."""
        return self.is_open and now - self.first_asked_at >= COLD_AFTER

    def holds(self, now: datetime) -> bool:
        """Say whether no other may be made yet."""
        if self.declined_at is not None:
            return now - self.declined_at < DECLINED_HOLDS
        return now - self.asked_at < UNANSWERED_LASTS


@dataclass(frozen=True, kw_only=True)
class LetInPerson:
    """Somebody whose request a coordinator granted, while that can be taken back."""

    person_id: int
    town_id: int
    role: Role
    at: datetime


@dataclass(frozen=True, kw_only=True)
class LetInBatch:
    """Those who were let in together."""

    id: int
    people: int
    at: datetime
