"""Deadlines: rows are the truth; APScheduler wakes for the next one, and a sweep sees to it that none is missed."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from alerts.areas import DUTIES
from bot.process.wakeup import Wakeup
from bot.transports.base import Now
from storage.database.faults import fault_of, is_temporary
from storage.database.sqlite_engine import checkpoint
from storage.deadlines.deadlines import Due, due, fire, next_due, put_off
from storage.unit_of_work import SqlUnitOfWork, UnitOfWorkFactory

log = structlog.get_logger()

SWEEP = 5.0
"""Seconds between two looks that need no wake: APScheduler waits out a clock that was set back, this does not."""
COMPANY = 0.2
"""Seconds that a nudge waits for others: a broadcast gives many, and none sets a deadline nearer than a second."""
TRIES = 3
AGAIN = timedelta(seconds=20)
"""A duty that failed is tried again after this, three times in all; then it is set aside."""
_WAKES = 100


class Scheduler:
    """The service that fires deadlines, each in one transaction with its duty, so that it happens exactly once."""

    def __init__(self, work: UnitOfWorkFactory, now: Now, wake: Callable[[], None]) -> None:
        """Make the scheduler. `wake`: wakes the couriers, called after something fired."""
        self._work = work
        self._now = now
        self._wake = wake
        self._bell = Wakeup(COMPANY)
        self._waker = AsyncIOScheduler(timezone=UTC)
        self._stopping = False

    def nudge(self) -> None:
        """Look when the next deadline is: one may have been set."""
        self._bell.ring(urgent=False)

    async def run(self) -> None:
        """Fire what is due until stop()."""
        self._waker.start()
        try:
            while not self._stopping:
                try:
                    await self.fire_due()
                    await self._arm()
                except Exception as error:
                    # Whatever it was, deadlines must go on; the rows are still there at the next sweep.
                    if fault_of(error) is None:
                        log.exception("scheduler.trouble")
                await self._bell.listen(SWEEP)
        finally:
            self._waker.shutdown(wait=False)

    def stop(self) -> None:
        """End after the deadlines that are being fired."""
        self._stopping = True
        self._bell.ring()

    async def fire_due(self) -> int:
        """Fire everything whose moment has come, and return how many fired. Raises database errors."""
        fired = 0
        while True:
            now = self._now()
            found = await self._work.store.run_read(partial(due, now=now))
            if not found:
                return fired
            ailing: Exception | None = None
            for deadline in found:
                try:
                    fired += await self._fire(deadline)
                except Exception as error:
                    if not is_temporary(error):
                        raise
                    # The others get their try; then this sweep ends, or it would find the same one for ever.
                    ailing = error
            self._wake()
            if ailing is not None:
                raise ailing

    async def _fire(self, deadline: Due) -> bool:
        """Fire one deadline. Returns False where another instance was faster, or its duty failed and was put off."""
        now = self._now()
        try:
            if not await self._work.run(partial(_do_duty, deadline, now)):
                return False
        except Exception as error:
            if is_temporary(error):
                # Not the duty's fault: it stays due, and is not counted as tried.
                raise
            log.exception("scheduler.duty_failed", kind=deadline.kind.replace(" ", "_"), attempts=deadline.attempts + 1)
            last = deadline.attempts + 1 >= TRIES and not _insistent(deadline)
            async with self._work.begin() as uow:
                await put_off(uow.session, deadline, now + AGAIN, give_up=last)
            return False
        log.info("scheduler.fired", kind=deadline.kind.replace(" ", "_"))
        if _insistent(deadline):
            await checkpoint(self._work.store.engine)
        return True

    async def _arm(self) -> None:
        """Set one job for the next deadline: in wall time, as far from now as it is from our own clock's now."""
        moment = await self._work.store.run_read(next_due)
        if moment is None:
            return
        rest = max(moment - self._now(), timedelta(0))
        self._waker.add_job(
            self._ring,
            "date",
            run_date=datetime.now(UTC) + rest,
            id="wake",
            replace_existing=True,
            misfire_grace_time=None,
            # The wake before may not have come to its end yet; this one must not be skipped for it.
            max_instances=_WAKES,
        )

    async def _ring(self) -> None:
        await asyncio.sleep(0)
        self._bell.ring()


async def _do_duty(deadline: Due, now: datetime, uow: SqlUnitOfWork) -> bool:
    """Do what a deadline sets off, in the transaction that marks it fired; False where another instance was faster."""
    if not await fire(uow.session, deadline.id, now):
        return False
    await DUTIES.of[deadline.kind](uow, now, deadline.subject_id)
    return True


def _insistent(deadline: Due) -> bool:
    """Return whether a deadline is never given up; False where no area knows its kind (any more)."""
    kind = DUTIES.kinds.get(deadline.kind)
    return kind is not None and kind.insistent
