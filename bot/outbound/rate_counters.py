"""How a rate is counted: sliding windows, a bucket that fills steadily, pauses. Pure; times are aware UTC."""

from bisect import bisect_left, insort
from collections import deque
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import TypeAlias

from alerts.notices import Lane

Chat: TypeAlias = tuple[bool, int]
"""Whether it is a group, and its id or the contact's: they count their ids apart."""


class SlidingWindow:
    """A limit of `most` in any `span`, over every position of the window."""

    def __init__(self, most: int, span: timedelta) -> None:
        self._span = span
        self._times: deque[datetime] = deque(maxlen=most)

    def when(self, now: datetime) -> datetime:
        """Return the earliest moment for one more."""
        full = len(self._times) == self._times.maxlen
        return max(now, self._times[0] + self._span) if full else now

    def sent(self, now: datetime) -> None:
        """Count one send at this moment."""
        self._times.append(now)


class ArrivalWindow:
    """A limit of `most` in any `span`, counted where they arrive: of which we know bounds only.

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
        """Return the earliest moment for one more, as far as is known now."""
        if len(self._latest) < self._most:
            return now
        return max(now, sorted(self._latest.values())[-self._most] + self._span)

    def sent(self, now: datetime) -> int:
        """Count one that starts now; return the ticket by which its arrival is told."""
        self._latest = dict(self._within(now))
        self._count += 1
        self._latest[self._count] = now + self._longest
        return self._count

    def arrived(self, ticket: int, at: datetime) -> None:
        """Take note that it had arrived by then."""
        if ticket in self._latest:
            self._latest[ticket] = min(at, self._latest[ticket])

    def fill(self, now: datetime) -> None:
        """Count the window as full from this moment."""
        for _ in range(self._most):
            self.arrived(self.sent(now), now)

    def within(self, now: datetime) -> int:
        """Return how many may have arrived in the span that ends now."""
        return sum(1 for _ in self._within(now))

    def _within(self, now: datetime) -> Iterator[tuple[int, datetime]]:
        return ((ticket, at) for ticket, at in self._latest.items() if at > now - self._span)


class ArrivalBounds:
    """The bounds of when a message had arrived, told from when its answer came."""

    KNOWN = 60
    """Answers after which a way is known: a cold or stalled server holds up a whole first burst alike."""
    KEPT = 200
    SHORT = timedelta(milliseconds=20)
    """On a way no longer than this there is little that all have alike: nothing of it is counted on."""

    def __init__(self) -> None:
        self._spans: deque[timedelta] = deque()
        self._ordered: list[timedelta] = []

    def excess(self, span: timedelta) -> timedelta:
        """Return how much later than an undelayed one it may have arrived; `span`: from its start to its answer."""
        if len(self._spans) == self.KEPT:
            del self._ordered[bisect_left(self._ordered, self._spans.popleft())]
        self._spans.append(span)
        insort(self._ordered, span)
        return span - self._alike()

    def _alike(self) -> timedelta:
        """Return what every message needs out and back: the shortest span, as far as others confirm it.

        A span may be lost on the way out or on the way back, and perhaps none was quick on both. Where many come
        near the shortest, both ways are steady, and it tells; the wider they lie, the less of it is believed.
        """
        low = self._ordered[0]
        if len(self._ordered) < self.KNOWN or low <= self.SHORT:
            return timedelta(0)
        near = self._ordered[len(self._ordered) // 10]
        return max(low - 2 * (near - low), timedelta(0))


class TokenBucket:
    """A limit of one each `period`, and up to `burst` at once after a rest."""

    def __init__(self, period: timedelta, burst: int, *, empty_at: datetime) -> None:
        self._period = period
        self._slack = period * (burst - 1)
        # The moment at which the bucket would be full again (GCRA's theoretical arrival time).
        self._full_at = empty_at + period * burst

    def when(self, now: datetime, spare: int = 0) -> datetime:
        """Return the earliest moment for one more that leaves room for `spare` others at once."""
        return max(now, self._full_at - self._slack + self._period * spare)

    def sent(self, now: datetime) -> None:
        """Count one send at this moment."""
        self._full_at = max(now, self._full_at) + self._period

    def late(self, by: timedelta) -> None:
        """Take note that the last one arrived up to so much later than it was sent."""
        self._full_at += by

    def rested(self, now: datetime) -> bool:
        """Say whether it is full: forgetting it changes nothing, as long as a new one begins full."""
        return self._full_at <= now


class LeadChats:
    """The chats that may get leads, and got something lately: few, so that nobody looks through all of them."""

    def __init__(self, spare: int) -> None:
        """`spare`: how many of a chat's burst leads leave to answers."""
        self._spare = spare
        self._contacts: set[int] = set()

    def sent(self, contact: int, lane: Lane) -> None:
        """Remember that something went there, where it was a lead or an answer: others get no leads."""
        if lane <= Lane.LEAD:
            self._contacts.add(contact)

    def waiting(self, now: datetime, chats: Mapping[int, TokenBucket]) -> dict[int, datetime]:
        """Return until when each of them takes no other lead; those that do are forgotten."""
        opens = {contact: chats[contact].when(now, self._spare) for contact in self._contacts if contact in chats}
        waiting = {contact: at for contact, at in opens.items() if at > now}
        self._contacts = set(waiting)
        return waiting


class Pauses:
    """What the platform asked for: retry-after, per chat and for the whole line."""

    def __init__(self, start: datetime) -> None:
        self.line = start
        self.chats: dict[Chat, datetime] = {}

    def pause(self, until: datetime, chat: Chat | None = None) -> None:
        """Pause a chat, or the line, until then; a longer pause that stands already stays."""
        if chat is None:
            self.line = max(self.line, until)
        else:
            self.chats[chat] = max(self.chats.get(chat, until), until)

    def when(self, now: datetime, key: Chat) -> datetime:
        """Return the end of what pauses this chat."""
        return max(now, self.line, self.chats.get(key, now))

    def forget(self, now: datetime) -> None:
        """Drop what is over."""
        self.chats = {key: until for key, until in self.chats.items() if until > now}
