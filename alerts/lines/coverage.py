"""What of a gap in a line's hearing a receiver covered that kept what was said meanwhile. Pure.

A gap is told to people only where nobody listened: neither the bot nor the receiver.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

LATE = timedelta(seconds=10)
"""A receiver that is up says so within this time (it tries every 2 s; a busy database may take 5)."""
BEHIND = timedelta(seconds=30)
"""The bridge posts a message while the bot hears it; so much later the bot's copy may have been kept."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """A time from one moment to another, both aware UTC."""

    since: datetime
    until: datetime


def uncovered(gap: Span, watched: Sequence[Span]) -> tuple[Span, ...]:
    """Return the parts of the gap that lie in none of these times."""
    left: list[Span] = []
    reached = gap.since
    for span in sorted(watched, key=lambda span: span.since):
        if span.since > reached:
            left.append(Span(since=reached, until=min(span.since, gap.until)))
        reached = max(reached, span.until)
        if reached >= gap.until:
            break
    if reached < gap.until:
        left.append(Span(since=reached, until=gap.until))
    return tuple(part for part in left if part.since < part.until)


def may_reach(gap: Span, watched: Sequence[Span], now: datetime) -> bool:
    """Say whether a receiver that still runs may be about to say that it was up until the gap's end."""
    last = max((span.until for span in watched), default=None)
    if last is None or last >= gap.until:
        return False
    return gap.until - last < LATE and now < gap.until + LATE


def is_posted_to(posted_at: datetime | None, heard_at: datetime | None) -> bool:
    """Say whether the bridge knows the receiver: of what the line heard last, the receiver got its copy too.

    A receiver that is up, and that the bridge was never told of, covers nothing.
    """
    if posted_at is None:
        return False
    return heard_at is None or posted_at >= heard_at - BEHIND
