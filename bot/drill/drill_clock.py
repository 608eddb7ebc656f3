"""The time of the drill: one clock for both servers, so that their logs can be read side by side."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class DrillClock:
    """The clock that both loopback servers read; a test may pass its own."""

    now: Callable[[], datetime] = _now
    """Aware, in UTC: what messages are stamped with."""
    tick: Callable[[], float] = time.monotonic
    """Seconds that only grow: what limits are measured by."""
