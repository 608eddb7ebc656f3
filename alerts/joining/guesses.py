"""Codes that do not exist, as one person wrote them: who goes on guessing waits longer each time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

FREE = 3
"""So many wrong codes cost nothing: people mistype what they read from paper (our choice)."""
TELLING = 5
"""With the wrong code of this number the coordinators hear of it (our choice)."""
FORGOTTEN_AFTER = timedelta(days=7)
"""After so long without another one somebody begins anew (our choice)."""
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(days=1)
_DOUBLINGS = 11
"""So many times one minute is doubled until it is longer than the longest wait."""


@dataclass(frozen=True, kw_only=True)
class Guesses:
    """How many wrong codes somebody wrote, and when the last one."""

    count: int
    last_at: datetime
    told_at: datetime | None = None
    """When the coordinators were told; None: they were not."""

    def again_at(self) -> datetime:
        """Return from when on another code of theirs is looked at: twice as long after each."""
        if self.count < FREE:
            return self.last_at
        wait = _FIRST_WAIT * (1 << min(self.count - FREE, _DOUBLINGS))
        return self.last_at + min(wait, _LONGEST_WAIT)

    def is_forgotten(self, now: datetime) -> bool:
        """Say whether they begin anew."""
        return now - self.last_at >= FORGOTTEN_AFTER
