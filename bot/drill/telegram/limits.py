"""The Bot API's published limits: lengths (core.telegram.org/bots/api), pace (core.telegram.org/bots/faq)."""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from bot.drill.telegram.refusals import bad, slow_down
from bot.drill.token_buckets import TokenBuckets

TEXT = 4096
CAPTION = 1024
CALLBACK_DATA = 64
"""Bytes of UTF-8."""
CALLBACK_ANSWER = 200
BUTTONS = 100
COMMANDS = 100
COMMAND_DESCRIPTION = 256
NAME = 64
DESCRIPTION = 512
SHORT_DESCRIPTION = 120
DOWNLOAD = 20 * 1024 * 1024
PHOTO = 10 * 1024 * 1024
PHOTO_SIDES, PHOTO_RATIO = 10_000, 20
"""Width and height together in pixels, and by how much the longer side may exceed the shorter (sendPhoto)."""
UPLOAD = 50 * 1024 * 1024
DELETE_HOURS = 48
DELETE_AT_ONCE = 100
POLL_SECONDS = 50
UPDATES_AT_ONCE = 100


def units(text: str) -> int:
    """Count UTF-16 code units, as Telegram does for lengths and for entities' offsets."""
    return len(text.encode("utf-16-le")) // 2


def checked_text(text: str) -> str:
    """Check a message's text; return it as it will be shown, without white space around it."""
    text = text.strip()
    if not text:
        raise bad("message text is empty")
    if units(text) > TEXT:
        raise bad("message is too long")
    return text


def checked_caption(text: str) -> str:
    """Check a caption; return it as it will be shown."""
    text = text.strip()
    if units(text) > CAPTION:
        raise bad("message caption is too long")
    return text


@dataclass
class PaceLimits:
    """The paces at which messages are taken; a test changes the fields, or sets `enforced` to False."""

    enforced: bool = True
    per_second: int = 30
    """Messages of the whole bot in any 1,000 ms."""
    private_burst: int = 3
    private_per_second: float = 1.0
    group_per_minute: int = 20
    edits_count: bool = True
    """Whether an edit counts as a message."""


class RateLimiter:
    """A count of accepted messages that refuses those which come too fast."""

    def __init__(self, limits: PaceLimits, tick: Callable[[], float]) -> None:
        self.limits = limits
        self._tick = tick
        self._bot: deque[float] = deque()
        self._groups: dict[int, deque[float]] = {}
        self._private = TokenBuckets()

    def admit(self, chat_id: int, *, private: bool) -> None:
        """Count one message. Raise the 429 that says when to come again where it comes too fast."""
        if not self.limits.enforced:
            return
        now = self._tick()
        waits = [_window_wait(self._bot, now, 1.0, self.limits.per_second)]
        waits.append(self._private_wait(chat_id, now) if private else self._group_wait(chat_id, now))
        if max(waits) > 0:
            raise slow_down(max(1, math.ceil(max(waits))))
        self._bot.append(now)
        if private:
            self._private.take(str(chat_id), now, self.limits.private_burst, self.limits.private_per_second)
        else:
            self._groups[chat_id].append(now)

    def _private_wait(self, chat_id: int, now: float) -> float:
        pace = self.limits
        return self._private.wait(str(chat_id), now, pace.private_burst, pace.private_per_second)

    def _group_wait(self, chat_id: int, now: float) -> float:
        sent = self._groups.setdefault(chat_id, deque())
        return _window_wait(sent, now, 60.0, self.limits.group_per_minute)


def _window_wait(sent: deque[float], now: float, seconds: float, most: int) -> float:
    while sent and now - sent[0] >= seconds:
        sent.popleft()
    return 0.0 if len(sent) < most else max(sent[0] + seconds - now, 1e-9)
