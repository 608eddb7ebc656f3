"""Between hearing and the commit: Signal's messages in their order, and the times when we were deaf."""

from collections import deque
from datetime import datetime

import structlog

from bot.process.wakeup import Wakeup
from bot.transports.base import InboundHandler, NotKept, Now, Sleep
from bot.transports.signal.backlog import BacklogReader
from bot.transports.signal.envelopes import HeardMessage
from bot.transports.signal.kept_frames import DeafWindow
from bot.transports.signal.long_texts import LongTexts

log = structlog.get_logger()

LOOK = 2.0
"""Seconds between two looks at the backlog: so much later comes what the socket missed while it seemed well."""
_BATCH = 50
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 5.0


class PendingMessages:
    """What was heard and is not committed yet, kept until it is: Signal would not send it again."""

    def __init__(
        self,
        line_id: int,
        receiver: InboundHandler,
        now: Now,
        sleep: Sleep,
        long_texts: LongTexts,
        backlog: BacklogReader | None = None,
    ) -> None:
        """Make the queue, empty. `backlog`: brings what was posted while nobody heard."""
        self._line_id = line_id
        self._receiver = receiver
        self._now = now
        self._sleep = sleep
        self._long_texts = long_texts
        self._backlog = backlog
        self._messages: deque[tuple[datetime, HeardMessage]] = deque()
        self._windows: deque[DeafWindow] = deque()
        self._untold: deque[DeafWindow] = deque()
        self._wakeup = Wakeup(0)

    @property
    def open_since(self) -> datetime | None:
        """The earliest moment (aware UTC) of which something is not kept yet: a crash now would lose it."""
        moments = [window.since for window in (*self._untold, *self._windows)]
        moments += [arrived for arrived, _ in list(self._messages)[:1]]
        return min(moments, default=None)

    def heard(self, messages: list[HeardMessage]) -> None:
        """Take messages that have arrived, in this order."""
        now = self._now()
        self._messages.extend((now, message) for message in messages)
        self._wakeup.ring()

    def deaf(self, since: datetime, until: datetime) -> None:
        """Take a time in which the line could not hear (aware UTC)."""
        self._windows.append(DeafWindow(since, until))
        self._wakeup.ring()

    async def run(self) -> None:
        """Hand over until cancelled; what the receiver refuses is offered again."""
        wait = _FIRST_WAIT
        while True:
            if await self.flush():
                wait = _FIRST_WAIT
                await self._wakeup.listen(LOOK if self._backlog is not None else None)
                continue
            await self._sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)

    async def flush(self) -> bool:
        """Hand over what waits; return False if something was refused (it waits on)."""
        told = await self._tell()
        # What was posted goes first: the bridge posts a message before it pushes the next one, so that whatever came
        # before what the socket has brought is there by now; but not for what it brings meanwhile.
        heard = len(self._messages)
        fetched = await self._fetch()
        return await self._take(heard) and fetched and told

    async def _tell(self) -> bool:
        """Hand over deaf windows, but for what a receiver covered; what isn't known yet waits for the next look."""
        try:
            while self._windows and (unheard := await self._unheard(self._windows[0])) is not None:
                self._untold.extend(unheard)
                self._windows.popleft()
            while self._untold:
                await self._receiver.deaf(self._line_id, self._untold[0].since, self._untold[0].until)
                self._untold.popleft()
        except NotKept:
            return False
        except Exception:
            log.exception("signal.deaf_not_told", line=self._line_id)
            return False
        return True

    async def _unheard(self, window: DeafWindow) -> list[DeafWindow] | None:
        return [window] if self._backlog is None else await self._backlog.unheard(window)

    async def _fetch(self) -> bool:
        if self._backlog is None:
            return True
        try:
            fetched = await self._backlog.fetch()
        except NotKept:
            return False
        except Exception:
            log.exception("signal.letters_not_taken", line=self._line_id)
            return False
        if fetched:
            log.debug("signal.letters_taken", line=self._line_id, count=fetched)
        return True

    async def _take(self, heard: int) -> bool:
        """Hand over the first so many messages; return False if they were refused."""
        try:
            while heard > 0:
                for place in range(min(heard, _BATCH)):
                    await self._complete(place)
                batch = [message.inbound for _, message in list(self._messages)[: min(heard, _BATCH)]]
                await self._receiver.take(batch, None)
                heard -= len(batch)
                for _ in batch:
                    self._messages.popleft()
        except NotKept:
            return False
        except Exception:
            log.exception("signal.not_taken", line=self._line_id)
            return False
        return True

    async def _complete(self, place: int) -> None:
        """Fetch the rest of the text that waits there, once: the bridge's copy goes with it."""
        arrived, message = self._messages[place]
        if message.long_text:
            self._messages[place] = arrived, HeardMessage(await self._long_texts.whole(message))
