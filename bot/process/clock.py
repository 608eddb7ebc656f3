"""The time of day that never goes back."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

SETBACK_TOLERANCE = timedelta(minutes=1)
"""A clock behind the database's last moment by less than this is ordinary (a restart, NTP at work)."""
FOLLOWED = timedelta(seconds=1)
"""A difference between two clocks below this is ordinary: NTP leaves some, and a network takes its time."""


class Clock:
    """A clock of aware UTC times, each at or after the one before: max(wall, last + monotonic elapsed).

    When the wall clock goes back, time goes on from the greatest moment that was given out, at the pace of
    the monotonic clock: after a jump of 1 h forward and 1 h back, now() is 1 h ahead of the wall, and stays
    exactly that far ahead (`ahead()` tells). Spans remain right all the while, so nothing fires twice, early
    or late after that; only times of day are shown 1 h late. The wall going forward is believed at once,
    because after a machine's sleep it is the only one that knows; deadlines in between fire then.

    The way back is a new start: a new Clock begins at the wall's time. What the database holds from the wrong
    future is put right then, by as much as `set_back()` says, so that an error lasts until the next start and
    no longer. Not done while running: two moments of one run could then be in the wrong order.

    For one thread (the event loop's). `wall` gives seconds since 1970 in UTC, `monotonic` seconds of any
    origin.
    """

    def __init__(self, wall: Callable[[], float] = time.time, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._wall = wall
        self._monotonic = monotonic
        self._off = timedelta(0)
        self._origin = self._wall_time()
        self._origin_tick = monotonic()
        self.begun = self._origin
        """The first moment that it knew."""

    def now(self) -> datetime:
        """Return this moment, aware, in UTC."""
        # The wall first: a process held up between the two readings, as on a busy machine, would else take the
        # wait for a step forward, and be ahead by so much from then on. The platforms' limits are counted by this.
        wall = self._wall_time()
        tick = self._monotonic()
        counted = self._origin + timedelta(seconds=tick - self._origin_tick)
        if wall <= counted:
            return counted
        self._origin, self._origin_tick = wall, tick
        return wall

    __call__ = now

    def follow(self, there: datetime) -> timedelta:
        """Take the time `there` (aware), whatever this machine shows; only at start, before anybody asks for now().

        Several instances share a database, and what one says is due another one sends: they go by its clock.
        Returns by how much this machine's clock differs; what is less than `FOLLOWED` is let be.
        """
        off = there - self.now()
        if abs(off) < FOLLOWED:
            return timedelta(0)
        self._off = off
        self.begun += off
        self._origin, self._origin_tick = self._wall_time(), self._monotonic()
        return off

    def ahead(self) -> timedelta:
        """Return how far now() is ahead of the wall clock: above zero where the wall was set back in this run."""
        return max(timedelta(0), self.now() - self._wall_time())

    def set_back(self, last_seen: datetime) -> timedelta:
        """Return, at start, how far now() stands before `last_seen`, the last moment the database knows (aware).

        Above zero, the wall clock was wrong in the earlier run (or is wrong now): open deadlines and times of
        "not before" have to be moved back by as much, or they would wait for a future that is far away.
        """
        behind = last_seen - self.now()
        return behind if behind > SETBACK_TOLERANCE else timedelta(0)

    def _wall_time(self) -> datetime:
        return datetime.fromtimestamp(self._wall(), UTC) + self._off
