"""When a line may send: the platforms' limits as plain rules. No I/O, no clock; times are aware UTC.

Limits: Telegram's are those of its Bots FAQ (30 a second over all chats, 1 a second in one chat with short
bursts, 20 a minute in a group). Signal publishes none; the direct pace is a setting.
"""

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from alerts.notices import Lane
from bot.outbound.rate_counters import ArrivalBounds, ArrivalWindow, Chat, LeadChats, Pauses, SlidingWindow, TokenBucket

NEAR = timedelta(seconds=1)
"""What opens within this may be claimed already; what opens later stays in the queue: it can be withdrawn."""
_MANY = 5_000
"""Chats remembered before rested ones are forgotten."""
_SPARE = 2
"""Messages of a chat's burst of 3 that leads, and edits of what is over, leave to others."""
_SPARING = frozenset({Lane.LEAD, Lane.CLEANUP})
_ANSWERS = frozenset({Lane.REPLY, Lane.ANYBODY})


@dataclass(frozen=True, kw_only=True)
class Send:
    """A message as the pace sees it."""

    chat: int
    """The contact's or the group's id."""
    group: bool
    lane: Lane
    prompted: bool
    """An answer to somebody who wrote within the last minute."""

    @property
    def key(self) -> Chat:
        """The chat it goes to."""
        return self.group, self.chat


class Pace(Protocol):
    """The rule when a line may send. What it says stays true until the next `sent` or `pause`."""

    def when(self, now: datetime, send: Send) -> datetime:
        """Return the earliest moment, now or later, at which this send may start."""

    def line_opens(self, now: datetime) -> datetime:
        """Return the earliest moment, now or later, at which anything may start, whichever chat it goes to."""

    def sent(self, now: datetime, send: Send) -> int:
        """Count a send that starts now; return its ticket. Calls come in the order of time."""

    def answered(self, now: datetime, ticket: int) -> None:
        """Take note that the platform's answer to that send came, or will never come."""

    def posted(self, at: datetime, group_id: int) -> None:
        """Count a post that a run before this one made in that group then."""

    def pause(self, until: datetime, chat: Chat | None = None) -> None:
        """Nothing before that moment: in one chat, or on the whole line."""

    def busy(self, now: datetime) -> dict[Chat, datetime]:
        """Chats that are closed for longer than NEAR, and until when."""

    def leads_wait(self, now: datetime) -> dict[int, datetime]:
        """Contacts whose chat takes no lead just now, and until when: what is left of its burst is for answers."""

    def held(self, now: datetime) -> int | None:
        """How many held-back sends may be claimed now; None: nothing is held back."""

    def anybodys(self, now: datetime) -> int | None:
        """How many answers to anybody may be sent now where alerts wait; None: as many as there are."""

    def opens(self, now: datetime) -> datetime:
        """When the next held-back send may start; where nothing is held back, when the line's pause ends."""

    def paused(self, now: datetime) -> datetime:
        """Return the end of the line's pause; `now` where there is none."""


class TelegramPace:
    """Telegram's limits: 30 in any second over all, 1 a second in a private chat after a burst of 3, 20/min in a group.

    Counted as the platform counts, which is by arrival: the network may bring two messages nearer together than
    they left. The first few after a rest go at once, then they are spread: connections are few and warm.
    """

    SECOND = timedelta(milliseconds=1001)
    CHAT = timedelta(milliseconds=1010)
    MINUTE = timedelta(milliseconds=60_500)
    LONGEST = timedelta(seconds=10)
    """A message without an answer may arrive until then: a server that stalls takes many at once when it goes on."""
    ANYBODYS = 15
    """Of the 30: a flood of strangers must not silence an alert, nor an alert those who ask (our choice)."""
    AT_ONCE = 10
    GAP = SECOND * 0.85 / 30
    CLEANUP = timedelta(milliseconds=200)
    """Between two edits or deletions of what is over: they take a sixth of what the line may send (our choice)."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._line = ArrivalWindow(30, self.SECOND, self.LONGEST)
        # Whoever ran before may have sent as much as it could until this moment.
        self._line.fill(start)
        self._last = start
        self._ways = ArrivalBounds()
        self._under_way: dict[int, tuple[datetime, Send]] = {}
        self._chats: dict[int, TokenBucket] = {}
        self._groups: dict[int, SlidingWindow] = {}
        self._leads = LeadChats(_SPARE)
        self._anybodys: deque[datetime] = deque(maxlen=self.ANYBODYS)
        self._pauses = Pauses(start)
        self._cleanup_at = start

    def when(self, now: datetime, send: Send) -> datetime:
        """See Pace."""
        opens = max(self._line_from(now), self._chat_from(now, send), self._pauses.when(now, send.key))
        return max(opens, self._cleanup_at) if send.lane is Lane.CLEANUP else opens

    def line_opens(self, now: datetime) -> datetime:
        """See Pace."""
        return max(self._line_from(now), self._pauses.line)

    def sent(self, now: datetime, send: Send) -> int:
        """See Pace."""
        ticket = self._line.sent(now)
        self._last = now
        self._under_way[ticket] = (now, send)
        self._forget(now)
        if send.lane is Lane.ANYBODY:
            self._anybodys.append(now)
        if send.lane is Lane.CLEANUP:
            self._cleanup_at = now + self.CLEANUP
        if send.group:
            self._groups.setdefault(send.chat, SlidingWindow(20, self.MINUTE)).sent(now)
        else:
            self._chats.setdefault(send.chat, self._bucket(now)).sent(now)
            self._leads.sent(send.chat, send.lane)
        return ticket

    def answered(self, now: datetime, ticket: int) -> None:
        """See Pace."""
        begun, send = self._under_way.pop(ticket)
        excess = self._ways.excess(now - begun)
        self._line.arrived(ticket, begun + excess)
        if not send.group and send.chat in self._chats:
            self._chats[send.chat].late(min(excess, self.SECOND))

    def posted(self, at: datetime, group_id: int) -> None:
        """Count a post that a run before this one made in that group then."""
        self._groups.setdefault(group_id, SlidingWindow(20, self.MINUTE)).sent(at)

    def pause(self, until: datetime, chat: Chat | None = None) -> None:
        """See Pace."""
        self._pauses.pause(until, chat)

    def busy(self, now: datetime) -> dict[Chat, datetime]:
        """See Pace."""
        closed = {key: until for key, until in self._pauses.chats.items() if until > now + NEAR}
        for group_id, window in self._groups.items():
            opens = window.when(now)
            if opens > now + NEAR:
                closed[True, group_id] = max(opens, closed.get((True, group_id), opens))
        return closed

    def leads_wait(self, now: datetime) -> dict[int, datetime]:
        """See Pace."""
        return self._leads.waiting(now, self._chats)

    def held(self, now: datetime) -> int | None:
        """See Pace: Telegram's limits hold for all alike."""
        return None

    def anybodys(self, now: datetime) -> int | None:
        """See Pace."""
        return self.ANYBODYS - sum(1 for at in self._anybodys if at > now - self.SECOND)

    def opens(self, now: datetime) -> datetime:
        """See Pace."""
        return self.paused(now)

    def paused(self, now: datetime) -> datetime:
        """See Pace."""
        return max(now, self._pauses.line)

    def _line_from(self, now: datetime) -> datetime:
        opens = self._line.when(now)
        spread = self._line.within(opens) >= self.AT_ONCE
        return max(opens, self._last + self.GAP) if spread else opens

    def _chat_from(self, now: datetime, send: Send) -> datetime:
        if send.group:
            window = self._groups.get(send.chat)
            return window.when(now) if window else now
        return self._chats.get(send.chat, self._bucket(now)).when(now, _spare(send))

    def _bucket(self, now: datetime) -> TokenBucket:
        return _new_bucket(self.CHAT, now, self._start)

    def _forget(self, now: datetime) -> None:
        if len(self._chats) + len(self._pauses.chats) > _MANY:
            self._chats = {chat: bucket for chat, bucket in self._chats.items() if not bucket.rested(now)}
            self._pauses.forget(now)


class SignalPace:
    """Our limits on Signal: direct messages one each `every`; what answers somebody, and group posts, not held by that.

    Those go at most once a second: answers in one chat (after a burst of 3), posts on the line.
    """

    SECOND = timedelta(milliseconds=1020)

    def __init__(self, start: datetime, every: timedelta) -> None:
        self._start = start
        self._direct = TokenBucket(every, 1, empty_at=start)
        self._posts = TokenBucket(self.SECOND, 1, empty_at=start)
        self._chats: dict[int, TokenBucket] = {}
        self._leads = LeadChats(_SPARE)
        self._pauses = Pauses(start)

    def when(self, now: datetime, send: Send) -> datetime:
        """See Pace."""
        paused = self._pauses.when(now, send.key)
        if send.group:
            return max(paused, self._posts.when(now))
        opens = max(paused, self._chats.get(send.chat, self._bucket(now)).when(now, _spare(send)))
        return opens if _answers(send) else max(opens, self._direct.when(now))

    def line_opens(self, now: datetime) -> datetime:
        """See Pace."""
        return self.paused(now)

    def sent(self, now: datetime, send: Send) -> int:
        """See Pace."""
        if send.group:
            self._posts.sent(now)
            return 0
        if len(self._chats) + len(self._pauses.chats) > _MANY:
            self._chats = {chat: bucket for chat, bucket in self._chats.items() if not bucket.rested(now)}
            self._pauses.forget(now)
        self._chats.setdefault(send.chat, self._bucket(now)).sent(now)
        self._leads.sent(send.chat, send.lane)
        if not _answers(send):
            self._direct.sent(now)
        return 0

    def answered(self, now: datetime, ticket: int) -> None:
        """Nothing is counted as closely."""

    def posted(self, at: datetime, group_id: int) -> None:
        """Do nothing for a post of a run before this one: the empty bucket covers it."""

    def pause(self, until: datetime, chat: Chat | None = None) -> None:
        """See Pace."""
        self._pauses.pause(until, chat)

    def busy(self, now: datetime) -> dict[Chat, datetime]:
        """See Pace."""
        return {key: until for key, until in self._pauses.chats.items() if until > now + NEAR}

    def leads_wait(self, now: datetime) -> dict[int, datetime]:
        """See Pace."""
        return self._leads.waiting(now, self._chats)

    def held(self, now: datetime) -> int | None:
        """See Pace: one direct message may wait for its moment, if that is near."""
        return 1 if self.opens(now) <= now + NEAR else 0

    def anybodys(self, now: datetime) -> int | None:
        """See Pace: what answers somebody takes nothing from what is held back."""
        return None

    def opens(self, now: datetime) -> datetime:
        """See Pace."""
        return max(self._direct.when(now), self._pauses.line)

    def paused(self, now: datetime) -> datetime:
        """See Pace."""
        return max(now, self._pauses.line)

    def _bucket(self, now: datetime) -> TokenBucket:
        return _new_bucket(self.SECOND, now, self._start)


def _spare(send: Send) -> int:
    return _SPARE if send.lane in _SPARING else 0


def _answers(send: Send) -> bool:
    return send.prompted and send.lane in _ANSWERS


def _new_bucket(period: timedelta, now: datetime, start: datetime) -> TokenBucket:
    """3 a burst; a chat not seen in this run may have been written to just before it started."""
    full = period * 3
    return TokenBucket(period, 3, empty_at=max(start, now - full))
