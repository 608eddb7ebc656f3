"""How a rate is counted: sliding windows, a bucket that fills steadily, pauses. Pure; times are aware UTC."""

from collections import deque
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TypeAlias

Chat: TypeAlias = tuple[bool, int]
"""Whether it is a group, and its id or the contact's: they count their ids apart."""


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


class Arrivals:
    """At most `most` in any `span`, counted where they arrive: of which we know bounds only.

    One that starts now arrives now at the earliest, and at the latest when its answer comes, or `longest` after
    its start. (Both less what the way takes anyway: it delays all alike.) If at each start fewer than `most` may
    have arrived within the span before it, no window of that span ever holds more.
    """

    def __init__(self, most: int, span: timedelta, longest: timedelta) -> None:
        self._most = most
        self._span = span
        self._longest = longest
        self._latest: dict[int, datetime] = {}
        self._count = 0

    def when(self, now: datetime) -> datetime:
        """The earliest moment for one more, as far as is known now."""
        if len(self._latest) < self._most:
            return now
        return max(now, sorted(self._latest.values())[-self._most] + self._span)

    def sent(self, now: datetime) -> int:
        """One more starts now; the ticket by which its arrival is told."""
        self._latest = dict(self._within(now))
        self._count += 1
        self._latest[self._count] = now + self._longest
        return self._count

    def arrived(self, ticket: int, at: datetime) -> None:
        """It had arrived by then."""
        if ticket in self._latest:
            self._latest[ticket] = min(at, self._latest[ticket])

    def fill(self, now: datetime) -> None:
        """As if as many as may had arrived now."""
        for _ in range(self._most):
            self.arrived(self.sent(now), now)

    def within(self, now: datetime) -> int:
        """How many may have arrived in the span that ends now."""
        return sum(1 for _ in self._within(now))

    def _within(self, now: datetime) -> Iterator[tuple[int, datetime]]:
        return ((ticket, at) for ticket, at in self._latest.items() if at > now - self._span)


class Ways:
    """By when a message had arrived, told from when its answer came."""

    TRUSTED = timedelta(milliseconds=20)
    """Of what every way takes, so much is not counted on: on a short way there is little that all have alike."""

    KNOWN = 60
    """Answers after which the shortest tells the way: a cold or stalled server holds up a whole first burst alike."""

    def __init__(self) -> None:
        self._spans: deque[timedelta] = deque(maxlen=100)

    def excess(self, span: timedelta) -> timedelta:
        """How much later than an undelayed one it may have arrived; `span`: from its start to its answer."""
        self._spans.append(span)
        if len(self._spans) < self.KNOWN:
            return span
        return span - max(min(self._spans) - self.TRUSTED, timedelta(0))


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

    def late(self, by: timedelta) -> None:
        """The last one arrived up to so much later than it was sent."""
        self._full_at += by

    def rested(self, now: datetime) -> bool:
        """Whether it is full: forgetting it changes nothing, as long as a new one begins full."""
        return self._full_at <= now


class Pauses:
    """What the platform asked for: retry-after, per chat and for the whole line."""

    def __init__(self, start: datetime) -> None:
        self.line = start
        self.chats: dict[Chat, datetime] = {}

    def pause(self, until: datetime, chat: Chat | None = None) -> None:
        """A longer pause that stands already stays."""
        if chat is None:
            self.line = max(self.line, until)
        else:
            self.chats[chat] = max(self.chats.get(chat, until), until)

    def when(self, now: datetime, key: Chat) -> datetime:
        """The end of what pauses this chat."""
        return max(now, self.line, self.chats.get(key, now))

    def forget(self, now: datetime) -> None:
        """Drop what is over."""
        self.chats = {key: until for key, until in self.chats.items() if until > now}
