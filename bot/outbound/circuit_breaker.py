"""Whether messages get through on one line, told from what became of the last ones. Pure; times are aware UTC."""

from datetime import datetime

DOWN_AFTER = 10
"""So many messages in a row that certainly failed mean that the platform is down, not one message."""
LONGEST = 3.0
"""Seconds between two looks whether it is back: an alert must not wait longer than that for a platform that is."""

_MANY = 1000


class CircuitBreaker:
    """Whether a line's platform takes messages, told from what became of the last ones."""

    def __init__(self) -> None:
        self._first_failed: dict[int, datetime] = {}
        self._in_a_row: set[int] = set()
        self._looks = 0
        self._through: datetime | None = None

    @property
    def down(self) -> bool:
        """Whether the platform refuses everybody, so that one message at a time asks whether it is back."""
        return len(self._in_a_row) >= DOWN_AFTER

    def failed(self, delivery_id: int, now: datetime) -> None:
        """Count a delivery that certainly did not arrive."""
        if len(self._first_failed) >= _MANY:
            # Those that were withdrawn or have expired; who still fails is only taken for a newcomer.
            self._first_failed.clear()
        self._first_failed.setdefault(delivery_id, now)
        self._in_a_row.add(delivery_id)

    def seconds_until_next_try(self) -> float:
        """Return the seconds to wait before one more is tried on a line that is down."""
        wait = 2.0**self._looks
        self._looks = min(self._looks + 1, 2)
        return min(wait, LONGEST)

    def answered(self, delivery_id: int) -> None:
        """Forget the failures: the platform said something about this delivery, or may have taken it."""
        self._first_failed.pop(delivery_id, None)
        self._in_a_row.clear()
        self._looks = 0

    def arrived(self, begun: datetime) -> None:
        """Record that a delivery begun at this moment arrived."""
        self._through = begun

    def others_got_through_since(self, delivery_id: int) -> bool:
        """Say whether another delivery got through that was begun after this one had first failed."""
        failed = self._first_failed.get(delivery_id)
        return failed is not None and self._through is not None and self._through > failed
