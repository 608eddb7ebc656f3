"""A 409 on getUpdates: two programs ask with one token. Alarming, unless a line is just changing hands.

An instance that takes a line over cuts off the question of who had it before; one that thaws asks once more, before it
notices that the line is another's. Only what goes on after that is somebody who should not have the token.
"""

TAKEOVER = 10.0
"""Seconds within which a line has changed hands (storage.database.line_leases: five, and a few more under load)."""
FORGOTTEN = 60.0
"""Seconds without a conflict after which the next one begins anew: longer than a question is held (25 s)."""


class Conflicts:
    """One bot's conflicts so far. Pure; moments are monotonic seconds."""

    def __init__(self) -> None:
        self._first: float | None = None
        self._last = 0.0

    def alarms(self, now: float) -> bool:
        """Count one more, now; return whether they go on for longer than a change of hands takes."""
        if self._first is None or now - self._last > FORGOTTEN:
            self._first = now
        self._last = now
        return now - self._first > TAKEOVER
