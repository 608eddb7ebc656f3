"""A legal hold, and what is asked of an attorney about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

ANSWERED_WITHIN = timedelta(days=7)
"""So long an attorney may take, and so long what is asked about is not erased (our choice)."""


class HoldSpan(StrEnum):
    """For how long a hold is asked, in days: counsel asks again before it ends (our choice)."""

    MONTH = "30"
    QUARTER = "90"
    HALF_YEAR = "180"


@dataclass(frozen=True, kw_only=True)
class LegalHold:
    """What is kept longer, and what an attorney has still to say yes to. Times are aware UTC."""

    id: int
    incident_id: int
    until: datetime | None = None
    """None: no attorney has said yes yet."""
    asked_until: datetime | None = None
    """Until when it was asked to be kept; None: nothing is asked, or its end."""
    asked_end: bool = False
    """An attorney is asked whether it may end now."""
    asked_by_id: int | None = None
    """The coordinator who asked; None: they are gone."""
    asked_at: datetime | None = None
    """Since when it is kept because that is asked; None: the asking keeps nothing."""

    @property
    def is_asked(self) -> bool:
        """Whether an attorney is asked something."""
        return self.asked_until is not None or self.asked_end

    def held_until(self, now: datetime) -> datetime | None:
        """Return until when its incident is not erased; None: its time has come."""
        asked = self.asked_at + ANSWERED_WITHIN if self.asked_until is not None and self.asked_at is not None else now
        until = max(self.until or now, asked)
        return until if until > now else None
