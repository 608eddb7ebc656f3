"""Timers by which messages vanish from Signal chats with us: set once for each, while the line is idle."""

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from alerts.lines.message_timer import VANISH_AFTER
from bot.outbound.line_lease import Lease
from bot.process.wakeup import Wakeup
from bot.transports.base import AuthDead, Delivered, NeedsChallenge, Now, RetryAfter, Transient, Unknown
from storage.database.faults import fault_of
from storage.database.store import Store
from storage.lines.message_timers import UntimedChat, has_work, set_timer, without_timer

if TYPE_CHECKING:
    from bot.transports.signal.transport import SignalTransport

log = structlog.get_logger()

EVERY = 60.0
"""Seconds between two looks."""
AT_ONCE = 5
"""Chats in one look: a setting is a message to Signal, and it limits those (our choice)."""
QUIET = timedelta(minutes=2)
"""Whoever wrote within this time is not interrupted."""
_LATER = (RetryAfter, NeedsChallenge, AuthDead)


class MessageTimers:
    """The service that sets them, of one Signal line."""

    def __init__(self, store: Store, transport: "SignalTransport", lease: Lease, now: Now) -> None:
        self._store = store
        self._transport = transport
        self._lease = lease
        self._now = now
        self._failed: set[tuple[bool, int]] = set()
        """Chats that are tried again by a later run."""
        self._wakeup = Wakeup(0)
        self._stopping = False

    async def run(self) -> None:
        """Set timers until stop()."""
        while not self._stopping:
            await self._wakeup.listen(EVERY)
            try:
                await self.set_some()
            except Exception as error:
                # A later look does it; a chat without a timer must not end the program.
                if fault_of(error) is None:
                    log.exception("message_timers.trouble")

    def stop(self) -> None:
        """End after the call under way."""
        self._stopping = True
        self._wakeup.ring()

    async def set_some(self) -> None:
        """Set a few, where the line is idle. Raises database errors."""
        now, line_id = self._now(), self._transport.line_id
        async with self._store.read() as session:
            if await has_work(session, line_id, now):
                return
            most = AT_ONCE + len(self._failed)
            found = await without_timer(session, self._store.vault, line_id, now - QUIET, most)
        chats = [chat for chat in found if (chat.group, chat.id) not in self._failed]
        for chat in chats[:AT_ONCE]:
            if self._stopping or not self._lease.holds() or not await self._set(chat):
                return

    async def _set(self, chat: UntimedChat) -> bool:
        """Return whether to go on with others."""
        seconds = int(VANISH_AFTER.total_seconds())
        outcome = await self._transport.vanish_after(chat.address, seconds, group=chat.group)
        if isinstance(outcome, _LATER):
            return False
        if isinstance(outcome, Transient | Unknown):
            self._failed.add((chat.group, chat.id))
            return True
        if not isinstance(outcome, Delivered):
            # In a group that is not ours others decide.
            log.info("message_timers.refused", line=self._transport.line_id, outcome=type(outcome).__name__.lower())
        async with self._store.write() as session:
            await set_timer(session, chat, self._now())
        return True
