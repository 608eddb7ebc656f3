"""How a rate is counted: a sliding window, and a bucket that fills steadily. Pure; times are aware UTC."""

from collections import deque
from datetime import datetime, timedelta


class Window:
    """At most `most` in any `span`, over every position of the window."""

    def __init__(self, most: int, span: timedelta) -> None:
        self._span = span
        self._times: deque[datetime] = deque(maxlen=most)

    def when(self, now: datetime) -> datetime:
        """The earliest moment for one more."""
        full = len(self._times) == self._times.maxlen
        return max(now, self._times[0] + self._span) if full else now

    def sent(self, now: datetime) -> None:
        """One more, now."""
        self._times.append(now)

    def fill(self, now: datetime) -> None:
        """As if all had been sent now."""
        self._times.extend([now] * (self._times.maxlen or 0))

    def within(self, now: datetime) -> int:
        """How many the window holds that ends now."""
        return sum(1 for moment in self._times if moment > now - self._span)

    @property
    def last(self) -> datetime | None:
        """The newest one."""
        return self._times[-1] if self._times else None


class Bucket:
    """One each `period`, and up to `burst` at once after a rest."""

    def __init__(self, period: timedelta, burst: int, *, empty_at: datetime) -> None:
        self._period = period
        self._slack = period * (burst - 1)
        # The moment at which the bucket would be full again (GCRA's theoretical arrival time).
        self._full_at = empty_at + period * burst

    def when(self, now: datetime) -> datetime:
        """The earliest moment for one more."""
        return max(now, self._full_at - self._slack)

    def sent(self, now: datetime) -> None:
        """One more, now."""
        self._full_at = max(now, self._full_at) + self._period

    def rested(self, now: datetime) -> bool:
        """Whether it is full: forgetting it changes nothing, as long as a new one begins full."""
        return self._full_at <= now
