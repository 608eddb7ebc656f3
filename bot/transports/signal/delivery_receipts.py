"""What phones confirm to have got: it tells whether a message was said which the bridge refused or left open."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from bot.transports.base import Sleep
from bot.transports.json_fields import part, words
from bot.transports.signal.frames import BridgeError, UnreadableFrame, frame_of, sender_of

LONGEST = 4.0
"""Seconds that a phone which is on gets to confirm a message."""
_LOOK = 0.25
_SKEW = timedelta(seconds=2)
"""The bridge stamps messages by its own clock, which may be another machine's."""
_KEPT = 500
_MARK = '"receiptMessage"'


class DeliveryReceipts:
    """The receipts of one number, and which of its own messages they may be for."""

    def __init__(self, sleep: Sleep) -> None:
        self._sleep = sleep
        self.within = LONGEST
        """Seconds in which a phone that is on confirms."""
        self._confirmed: dict[int, set[str]] = {}
        """By the timestamp of a message: who has it."""
        self._answered: dict[int, None] = {}
        """Timestamps of messages that the bridge said were sent."""
        self._under_way = 0

    def heard(self, raw: str) -> None:
        """Take a raw frame; what is no receipt costs a search for one word. Raises nothing."""
        if _MARK not in raw:
            return
        try:
            envelope = frame_of(raw).envelope
        except (UnreadableFrame, BridgeError):
            return
        given = part(envelope, "receiptMessage").get("timestamps")
        who = {sender_of(envelope), words(envelope, "sourceNumber")}
        for timestamp in given if isinstance(given, list) else ():
            if isinstance(timestamp, int):
                self._confirmed.setdefault(timestamp, set()).update(who)
        while len(self._confirmed) > _KEPT:
            del self._confirmed[next(iter(self._confirmed))]

    def sent(self, ref: str) -> None:
        """Record the timestamp of a message that the bridge said was sent."""
        if ref.isdigit():
            self._answered[int(ref)] = None
        while len(self._answered) > _KEPT:
            del self._answered[next(iter(self._answered))]

    @contextmanager
    def sending(self) -> Iterator[None]:
        """Count a message that the bridge has not answered yet."""
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1

    async def find(self, since: datetime, chat: str) -> str:
        """Return the timestamp of what was sent to this chat since then, if a phone confirms it; else an empty text.

        `since`: aware UTC; `chat`: whose phone it must be, empty for a group, where it may be anybody's. A group's is
        told from other messages by what the bridge has answered, so nothing is said while one of them is under way.
        """
        waited = 0.0
        while True:
            found = self._candidates(since, chat)
            if found and (chat or not self._under_way):
                return str(found[0])
            if waited >= self.within:
                return ""
            await self._sleep(_LOOK)
            waited += _LOOK

    def _candidates(self, since: datetime, chat: str) -> list[int]:
        earliest = int((since - _SKEW).timestamp() * 1000)
        return sorted(
            timestamp
            for timestamp, who in self._confirmed.items()
            if timestamp >= earliest and timestamp not in self._answered and (not chat or chat in who)
        )
