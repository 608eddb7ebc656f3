"""Hearing at Signal, watched: every way of losing it is noticed, mended, and told with how long it was deaf.

The service drops what comes while nobody is attached, so the gap must be short: a lost socket is noticed
within 0.2 s and attached again at once; a service that is down is asked twice a second.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

import structlog

from bot.transports.base import Now
from bot.transports.signal.listener import Listener
from bot.transports.signal.pending import PendingMessages
from bot.transports.signal.rest import SignalRest

log = structlog.get_logger()

_RETRY = 0.5
"""Seconds between tries to attach."""
_FIRST_TIMEOUT, _LONGEST_TIMEOUT = 5.0, 40.0
"""Seconds for one try; listing the groups of a large account may take long."""
_PULSE = 2.0
"""Seconds between health checks while attached."""
_FAILED_PULSES = 2
_UNREAD = timedelta(seconds=1)
"""A frame may lie in the socket for so long before we read it: a kill loses it although the line could hear."""
_STEADY = 5.0
"""An attachment that lasts less is followed by a pause, else a service that closes at once makes a storm."""


class Watchdog:
    """The watchdog of one line's hearing: attaches, notices every loss, and attaches anew."""

    def __init__(
        self,
        line_id: int,
        rest: SignalRest,
        build: Callable[[], Listener],
        pending: PendingMessages,
        now: Now,
        heard_at: datetime | None,
    ) -> None:
        """Make the watchdog. `heard_at`: when the line could last hear in an earlier run (aware UTC)."""
        self._line_id = line_id
        self._rest = rest
        self._build = build
        self._pending = pending
        self._now = now
        self.heard_at = heard_at
        """Up to here what was said has been read: the last moment of which we know that we were attached, or a
        little before it."""
        self.attached = asyncio.Event()
        """Set when the first attachment stands."""

    async def run(self) -> None:
        """Hear until cancelled. Raises unforeseen failures, with no listener left open; the next run tells the gap."""
        while True:
            listener = await self._attach()
            started = monotonic()
            try:
                self._note_attached()
                ended = await self._watch(listener)
                await listener.salvage()
                for watch in ended:
                    watch.result()
            finally:
                await listener.close()
            log.warning("signal.deaf", line=self._line_id)
            if monotonic() - started < _STEADY:
                await asyncio.sleep(_RETRY)

    async def _attach(self) -> Listener:
        """Attach a listener, trying until it works."""
        timeout, said = _FIRST_TIMEOUT, False
        while (listener := await self._try(timeout)) is None:
            if not said:
                log.warning("signal.not_attached", line=self._line_id)
            timeout, said = min(timeout * 2, _LONGEST_TIMEOUT), True
            await asyncio.sleep(_RETRY)
        return listener

    def _note_attached(self) -> None:
        """Tell how long we were deaf until we were attached, just now."""
        now = self._now()
        if self.heard_at is not None:
            self._pending.deaf(self.heard_at, now)
        self.heard_at = now
        self.attached.set()
        log.info("signal.attached", line=self._line_id)

    async def _try(self, seconds: float) -> Listener | None:
        # Asked first: a socket that a bridge without signal-cli behind it opens would hear nothing.
        if not await self._rest.healthy():
            return None
        listener = self._build()
        try:
            await listener.attach(seconds)
        except asyncio.CancelledError:
            await listener.close()
            raise
        except Exception:
            await listener.close()
            right = await self._rest.mode() == "json-rpc"
            log.warning("signal.attach_failed", line=self._line_id, right_mode=right, exc_info=True)
            return None
        return listener

    async def _watch(self, listener: Listener) -> set[asyncio.Task[None]]:
        """Wait until the socket is lost or the service stops answering; return the tasks that noticed it."""
        watches = [asyncio.create_task(listener.until_lost()), asyncio.create_task(self._until_silent(listener))]
        try:
            ended, _ = await asyncio.wait(watches, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for watch in watches:
                watch.cancel()
            await asyncio.gather(*watches, return_exceptions=True)
        return ended

    async def _until_silent(self, listener: Listener) -> None:
        failed = 0
        while failed < _FAILED_PULSES:
            asked = self._now()
            if await self._rest.healthy():
                failed = 0
                if listener.attached:
                    self.heard_at = max(asked - _UNREAD, self.heard_at or asked)
                await asyncio.sleep(_PULSE)
            else:
                failed += 1
                await asyncio.sleep(_RETRY)
