"""Whom a platform's "slow down" is about: one chat, or everybody. Neither platform says it."""

from collections import deque
from collections.abc import Callable

from bot.transports.base import RetryAfter


class FloodScope:
    """The rule whether a refusal for now is one chat's, or seems to be everybody's.

    It is the chat's that was written to: a group in slow mode, a group's 20 a minute, a person's flood. Only where so
    many people in a row were told to wait, of whom none had given a reason and between whom nothing got through, it may
    be the account's. That is a guess, however many they are; the next message to somebody else proves or ends it.
    """

    MANY = 4
    """People in a row: fewer may be a coincidence, and each one more is a request in vain on a day of a real flood."""
    BUSY = 2.0
    """Seconds in which somebody who got two calls may have a flood of their own (one a second is the limit)."""
    FRESH = 60.0
    """Seconds after which who had to wait says nothing of now."""
    KEPT = 256

    def __init__(self, clock: Callable[[], float]) -> None:
        """Begin with no calls. `clock`: monotonic seconds."""
        self._clock = clock
        self._calls: deque[tuple[float, str]] = deque(maxlen=self.KEPT)
        self._told: dict[str, float] = {}

    def called(self, chat: str) -> None:
        """Record that a call to this chat is about to go out."""
        self._calls.append((self._clock(), chat))

    def through(self) -> None:
        """Record that somebody's message got through: what others must wait for is theirs alone."""
        self._told.clear()

    def wait(self, seconds: float, chat: str, group: bool) -> RetryAfter:
        """Return the outcome of a message to this chat that was refused for so long."""
        if group or self._busy(chat):
            # A group has limits of its own, and its people may set one more; so has who just got two messages.
            return RetryAfter(seconds, account=False)
        now = self._clock()
        self._told[chat] = now
        self._told = {told: at for told, at in self._told.items() if at >= now - self.FRESH}
        everybody = len(self._told) >= self.MANY
        return RetryAfter(seconds, account=everybody, guessed=everybody)

    def _busy(self, chat: str) -> bool:
        since = self._clock() - self.BUSY
        return sum(called == chat and at >= since for at, called in self._calls) > 1
