"""How many of those who were asked to look are going, and how many are missing. Pure: takes `now`."""

from collections.abc import Sequence
from datetime import datetime

from alerts.incidents import timings
from alerts.incidents.incident import Verification, VerifierState

COUNTING = frozenset({VerifierState.GOING, VerifierState.SEEN, VerifierState.NOTHING})
"""Who goes, and who was there. Who stands by offered to, and never counts."""


def back_at(look: Verification) -> datetime:
    """Return when somebody who goes is to have written back, counted from their own answer however late they join."""
    arrives = look.eta_at or (look.answered_at or look.asked_at) + timings.UNTIMED
    return arrives + timings.REPORT_BACK


def is_given_up(look: Verification, now: datetime) -> bool:
    """Say whether they go, did not report back, and did not answer either when they were asked about it."""
    return look.state is VerifierState.GOING and now >= back_at(look) + timings.STILL_WAITS


def coming(looks: Sequence[Verification], now: datetime) -> list[Verification]:
    """Return those who count for the quota, each person once: they may have been asked of what was merged as well."""
    counting = [look for look in looks if look.state in COUNTING and not is_given_up(look, now)]
    return list({look.person_id: look for look in counting}.values())


def missing(looks: Sequence[Verification], now: datetime) -> int:
    """Return how many more should go; never less than 0."""
    return max(timings.QUOTA - len(coming(looks, now)), 0)


def last_ring(looks: Sequence[Verification]) -> int:
    """Return the number of the ring that was asked last; 0: none was."""
    return max((look.ring for look in looks), default=0)


def next_ring_size(looks: Sequence[Verification], *, by_desk: bool) -> int:
    """Return how many the next ring may hold. `by_desk`: a dispatcher asks for it, beyond what is asked by itself."""
    size = timings.RINGS[min(last_ring(looks), len(timings.RINGS) - 1)]
    asked = sum(look.ring > 0 for look in looks)
    return size if by_desk else max(min(size, timings.MOST_ASKED - asked), 0)
