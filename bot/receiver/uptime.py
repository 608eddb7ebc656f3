"""The times when the receiver is up, written down so that the bot knows which of its own gaps cost nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import structlog
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.process.wakeup import Wakeup
from bot.receiver.write_slot import WriteSlot
from bot.transports.base import Now
from storage.inbox import receiver_envelopes, receiver_uptime

log = structlog.get_logger()

EVERY = 2.0
"""Seconds between two records."""
UNREAD = timedelta(seconds=1)
"""A post may lie in its connection for so long before we see it: a kill loses it although we were up."""
PURGE_EVERY = timedelta(hours=1)


class UptimeRecorder:
    """The service that keeps one running time for each line, which ends with the process or with a post not kept."""

    def __init__(self, write_slot: WriteSlot, now: Now, retention: timedelta, every: float = EVERY) -> None:
        """Make the recorder. `retention`: how long envelopes are kept that no bot comes for. `every`: seconds."""
        self._write_slot = write_slot
        self._now = now
        self._retention = retention
        self._wakeup = Wakeup(0)
        self._every = every
        self._stopping = False
        self._lines: set[int] = set()
        self._running: dict[int, int] = {}
        """The row of the time that runs, by line."""
        self._broken = 0
        """How often the times were broken off."""
        self._posted: dict[int, datetime] = {}
        """When the last post came that is not written down yet, by line."""
        self._arriving: dict[object, datetime] = {}
        self._purge_at = now()

    def watch(self, line_id: int) -> None:
        """Watch this line from the next beat on: its bridge posts to us, or is to."""
        self._lines.add(line_id)

    @contextmanager
    def arriving(self) -> Iterator[datetime]:
        """Hold back that a post is kept until the end of the block, to which its moment (aware UTC) is given.

        Where the block raises, the post was not kept: the running times end before it.
        """
        here = object()
        self._arriving[here] = at = self._now()
        try:
            yield at
        except BaseException:
            self._running.clear()
            self._broken += 1
            raise
        finally:
            del self._arriving[here]

    def posted(self, line_id: int, at: datetime) -> None:
        """Record that this line's bridge posted at this moment (aware UTC); written down with the next beat."""
        self.watch(line_id)
        self._posted[line_id] = at

    async def run(self) -> None:
        """Write until stop(), and once more at the end."""
        while True:
            last = self._stopping
            try:
                await self.beat()
            except Exception:
                # Not written down, not covered: a bot that needs it tells a longer gap than there was.
                log.exception("receiver.not_written")
            if last:
                return
            await self._wakeup.listen(self._every)

    def stop(self) -> None:
        """End after writing for the last time."""
        self._stopping = True
        self._wakeup.ring()

    async def beat(self) -> None:
        """Write down that all posted until now is kept. Raises database errors."""
        broken, purging = self._broken, self._now() >= self._purge_at
        fresh, posted = await self._write_slot.write(self._write)
        if broken == self._broken:
            self._running |= fresh
        self._posted = {line_id: at for line_id, at in self._posted.items() if posted.get(line_id) != at}
        if purging:
            await self._write_slot.write(
                lambda session: receiver_envelopes.purge(session, self._now() - self._retention)
            )
            self._purge_at = self._now() + PURGE_EVERY
            await self._write_slot.wipe()

    async def _write(self, session: AsyncSession) -> tuple[dict[int, int], dict[int, datetime]]:
        """Write all down; return the rows of the times that begin, by line, and the posts that were written."""
        # As it stands now: while this is written, more may be posted, or break the times off.
        now, running, posted = self._now(), dict(self._running), dict(self._posted)
        starting = self._lines - running.keys()
        seen_at = min([now - UNREAD, *self._arriving.values()])
        fresh = {line_id: await receiver_uptime.begin(session, line_id, now) for line_id in starting}
        await receiver_uptime.renew(session, list(running.values()), seen_at)
        for line_id, row_id in (running | fresh).items():
            if line_id in posted:
                await receiver_uptime.posted(session, row_id, posted[line_id])
        return fresh, posted
