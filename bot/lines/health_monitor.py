"""The watch over all lines: the desk hears of trouble once when it begins, and once when it ends."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import structlog

from alerts.lines import troubles
from bot.lines.compared_numbers import read_number, trust_compared
from bot.lines.line_health import LineHealth, ListeningTransport
from bot.lines.refusal_teller import ChatNews, RefusalTeller
from bot.process.wakeup import Wakeup
from bot.transports.base import Delivered, NeedsTrust, NotModified, Now, Outcome, Transport
from storage.database.faults import fault_of, is_temporary
from storage.outbox.claimed import Claimed
from storage.unit_of_work import UnitOfWorkFactory

log = structlog.get_logger()

LOOK = 10.0
"""Seconds between two looks."""
SLEPT = timedelta(minutes=1)
"""No two looks are so far apart, unless time itself made a leap."""
TRIES = 3
"""An outcome that fails so often for no fault of the database is given up: the platform will say the same again."""


class LineHealthMonitor:
    """The service that watches the lines' health; couriers tell it every outcome."""

    def __init__(self, work: UnitOfWorkFactory, now: Now, wake: Callable[[], None]) -> None:
        """Make the monitor. `wake`: wakes the couriers, called after something was posted."""
        self._work = work
        self._now = now
        self._wake = wake
        self._lines: dict[int, LineHealth] = {}
        self._refusals = RefusalTeller(work)
        self._news: list[ChatNews] = []
        self._tried = 0
        """How often it failed to tell the first of the news."""
        self._looked_at = now()
        self._wakeup = Wakeup(0.2)
        self._stopping = False

    def watch(self, transport: Transport) -> None:
        """Watch a line from now on, where its transport says when it was answered."""
        if isinstance(transport, ListeningTransport):
            self._lines[transport.line_id] = LineHealth(transport, self._now())

    def forget(self, line_id: int) -> None:
        """Watch a line no longer: it is another instance's now, or closed."""
        self._lines.pop(line_id, None)

    def sent(self, line_id: int, claimed: Claimed, outcome: Outcome) -> None:
        """Record the outcome that a courier had. Raises nothing and takes no time."""
        line = self._lines.get(line_id)
        if line is not None:
            line.sent(claimed.delivery_id, outcome, self._now())
        if self._refusals.matters(claimed, outcome):
            platform = line.transport.name if line is not None else ""
            self._news.append(ChatNews(line_id, platform.title(), claimed, outcome))
        if not isinstance(outcome, Delivered | NotModified):
            self._wakeup.ring(urgent=False)

    async def run(self) -> None:
        """Look at the lines until stop()."""
        while not self._stopping:
            try:
                await self.look()
            except Exception as error:
                # What was not told is told at the next look.
                if fault_of(error) is None:
                    log.exception("line_watch.trouble")
            await self._wakeup.listen(LOOK)

    def stop(self) -> None:
        """End after the look under way."""
        self._stopping = True
        self._wakeup.ring()

    async def look(self) -> None:
        """Tell the desk what is new. Raises database errors; nothing is forgotten then."""
        self._allow_for_sleep()
        for line in list(self._lines.values()):
            await self._look_at_line(line)
        # Last: what fails here must not keep a line from being looked at.
        await self._look_at_chats()
        await trust_compared(self._work, {line_id: line.transport for line_id, line in self._lines.items()})

    def _allow_for_sleep(self) -> None:
        """Count silence anew after the machine slept, or its clock was set forward: nobody was silent for so long."""
        now = self._now()
        if now - self._looked_at > SLEPT:
            for line in self._lines.values():
                line.begin_anew(now)
        self._looked_at = now

    async def _look_at_line(self, line: LineHealth) -> None:
        name, line_id, now = line.transport.name, line.transport.line_id, self._now()
        if line.told is None:
            async with self._work.look() as uow:
                line.told = await troubles.known_of(uow, line_id, name)
        trouble = line.trouble(now)
        if trouble is not None and trouble not in line.told:
            async with self._work.begin() as uow:
                await troubles.begins(uow, now, name, line_id, trouble)
            line.told |= {trouble}
            log.warning("line.trouble", line=line_id, kind=trouble)
        elif trouble is None and line.told and line.proven():
            async with self._work.begin() as uow:
                await troubles.over(uow, now, name, line_id)
            line.told = frozenset()
            log.info("line.well", line=line_id)
        else:
            return
        self._wake()

    async def _look_at_chats(self) -> None:
        if self._refusals.distrusted is None:
            self._refusals.distrusted = await self._refusals.look_up()
        while self._news:
            one = self._news[0]
            try:
                if isinstance(one.outcome, NeedsTrust):
                    line = self._lines.get(one.line_id)
                    one = replace(one, digits=await read_number(line.transport if line else None, one.claimed.chat))
                if await self._refusals.tell(one, self._now()):
                    self._wake()
            except Exception as error:
                self._tried += not is_temporary(error)
                if self._tried < TRIES:
                    raise
                log.exception("line_watch.given_up", delivery=one.claimed.delivery_id)
            del self._news[0]
            self._tried = 0
