"""Between hearing and the commit: Signal's messages in their order, and the times when we were deaf."""

import asyncio
from collections import deque
from datetime import datetime

import structlog

from bot.transports.base import NotKept, Now, Receiver, Sleep
from handlers.inbound import Inbound

log = structlog.get_logger()

_BATCH = 50
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 5.0


class SignalIntake:
    """Hands everything to the receiver and keeps it until that committed: Signal would not send it again."""

    def __init__(self, line_id: int, receiver: Receiver, now: Now, sleep: Sleep) -> None:
        self._line_id = line_id
        self._receiver = receiver
        self._now = now
        self._sleep = sleep
        self._messages: deque[tuple[datetime, Inbound]] = deque()
        self._windows: deque[tuple[datetime, datetime]] = deque()
        self._work = asyncio.Event()

    @property
    def open_since(self) -> datetime | None:
        """The earliest moment (aware UTC) of which something is not kept yet: a crash now would lose it."""
        moments = [window[0] for window in self._windows] + [arrived for arrived, _ in list(self._messages)[:1]]
        return min(moments, default=None)

    def heard(self, messages: list[Inbound]) -> None:
        """Messages have arrived, in this order."""
        now = self._now()
        self._messages.extend((now, message) for message in messages)
        self._work.set()

    def deaf(self, since: datetime, until: datetime) -> None:
        """The line could not hear between these moments."""
        self._windows.append((since, until))
        self._work.set()

    async def run(self) -> None:
        """Until cancelled; what the receiver refuses is offered again."""
        wait = _FIRST_WAIT
        while True:
            await self._work.wait()
            self._work.clear()
            if await self.flush():
                wait = _FIRST_WAIT
                continue
            await self._sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)
            self._work.set()

    async def flush(self) -> bool:
        """Hand over what waits; False if the receiver refused something (it waits on)."""
        try:
            while self._windows:
                await self._receiver.deaf(self._line_id, *self._windows[0])
                self._windows.popleft()
        except NotKept:
            return False
        except Exception:
            log.exception("signal.deaf_not_told", line=self._line_id)
        try:
            while self._messages:
                batch = [message for _, message in list(self._messages)[:_BATCH]]
                await self._receiver.take(batch, None)
                for _ in batch:
                    self._messages.popleft()
        except NotKept:
            return False
        except Exception:
            log.exception("signal.not_taken", line=self._line_id)
        return not self._windows and not self._messages
