"""Codes that do not exist, as one person wrote them: who goes on guessing waits longer each time."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

FREE = 3
"""So many wrong codes cost nothing: people mistype what they read from paper (our choice)."""
TELLING = 5
"""With the wrong code of this number the coordinators hear of it (our choice)."""
FORGOTTEN_AFTER = timedelta(days=7)
"""After so long without another one somebody begins anew (our choice)."""
MANY, MANY_WITHIN = 40, timedelta(hours=1)
"""So many wrong codes on one line within this time, by whomever, are told (our choice): a new account need not wait."""
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


@dataclass(frozen=True, kw_only=True)
class LineGuesses:
    """How many wrong codes were written to one line since that moment, by whomever."""

    count: int
    since: datetime
    told_at: datetime | None = None
    """When the coordinators were told; None: they were not."""

    def with_one_more(self, now: datetime) -> "LineGuesses":
        """Return the count with one more; it begins anew where the first was MANY_WITHIN ago."""
        if now - self.since >= MANY_WITHIN:
            return replace(self, count=1, since=now)
        return replace(self, count=self.count + 1)

    def is_to_be_told(self, now: datetime) -> bool:
        """Say whether coordinators are to hear of it now: they do once a day at most."""
        return self.count >= MANY and (self.told_at is None or now - self.told_at >= timedelta(days=1))
