"""Writes down that the receiver is up, so that the bot knows which of its own gaps cost nothing."""

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
"""Seconds."""
UNREAD = timedelta(seconds=1)
"""A post may lie in its connection for so long before we see it: a kill loses it although we were up."""
PURGE_EVERY = timedelta(hours=1)


class UptimeRecorder:
    """A service. For each line it keeps one running time, which ends with the process or with a post not kept."""

    def __init__(self, turn: WriteSlot, now: Now, retention: timedelta, every: float = EVERY) -> None:
        """`retention`: how long envelopes are kept that no bot comes for. `every`: seconds."""
        self._turn = turn
        self._now = now
        self._retention = retention
        self._bell = Wakeup(0)
        self._every = every
        self._stopping = False
        self._lines: set[int] = set()
        self._running: dict[int, int] = {}
        """By line: the row of the time that runs."""
        self._broken = 0
        """How often the times were broken off."""
        self._posted: dict[int, datetime] = {}
        """By line: posts that are not written down yet."""
        self._arriving: dict[object, datetime] = {}
        self._purge_at = now()

    def over(self, line_id: int) -> None:
        """This line's bridge posts to us, or is to: watch it from the next beat on."""
        self._lines.add(line_id)

    @contextmanager
    def arriving(self) -> Iterator[datetime]:
        """Something was posted; until the end of the block nobody is told that it is kept.

        Where the block raises it was not: the running times end before it.
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
        """This line's bridge posts to us; written down with the next beat."""
        self.over(line_id)
        self._posted[line_id] = at

    async def run(self) -> None:
        """Until stop(); once more at the end."""
        while True:
            last = self._stopping
            try:
                await self.beat()
            except Exception:
                # Not written down, not covered: a bot that needs it tells a longer gap than there was.
                log.exception("receiver.not_written")
            if last:
                return
            await self._bell.listen(self._every)

    def stop(self) -> None:
        """Write it down for the last time."""
        self._stopping = True
        self._bell.ring()

    async def beat(self) -> None:
        """Everything that was posted until now is kept. Database errors are raised."""
        broken, purging = self._broken, self._now() >= self._purge_at
        fresh, posted = await self._turn.write(self._written)
        if broken == self._broken:
            self._running |= fresh
        self._posted = {line_id: at for line_id, at in self._posted.items() if posted.get(line_id) != at}
        if purging:
            await self._turn.write(lambda session: receiver_envelopes.purge(session, self._now() - self._retention))
            self._purge_at = self._now() + PURGE_EVERY
            await self._turn.wipe()

    async def _written(self, session: AsyncSession) -> tuple[dict[int, int], dict[int, datetime]]:
        """The rows of the times that begin, by line, and the posts that are written down."""
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
