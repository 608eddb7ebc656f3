"""One test of the alarm, and the times that hold for each."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.network.retention import Kept

LASTS = timedelta(days=1)
"""So long an answer counts (set when ordered)."""
RESULTS_AFTER = timedelta(minutes=15)
"""Then coordinators are told; who has not answered by now was not reached (set when ordered)."""
APART = timedelta(days=7)
"""A town is not tested again sooner (set when ordered)."""
SENT_WITHIN = timedelta(hours=1)
"""What waits longer for its platform is not sent any more: it would ring when nobody expects it (our choice)."""
KEPT = Kept("reach_test", timedelta(days=70), at_joining=False)
"""Of each person the last two results, so long: a monthly test is compared with the one before (our choice)."""


@dataclass(frozen=True, kw_only=True)
class ReachTest:
    """A test of the alarm: the same message to everybody of some towns, on each of their apps. Times are aware UTC."""

    id: int
    town_ids: tuple[int, ...]
    started_at: datetime
    ended_at: datetime | None = None
    """None: answers still count."""

    def is_counted(self, now: datetime) -> bool:
        """Say whether who has not answered by now counts as not reached."""
        return now - self.started_at >= RESULTS_AFTER
