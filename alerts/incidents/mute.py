"""Somebody whom the desk muted for a while."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Mute:
    """A time in which what somebody sends wakes nobody. Times are aware UTC."""

    person_id: int
    report_id: int | None
    """The report for which the desk muted them: it knows them by its number. None once that is gone."""
    muted_at: datetime
    until: datetime
