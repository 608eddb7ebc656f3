"""The service that has people asked for another photo where a courier could not get or open the one they sent."""

from collections import deque
from collections.abc import Callable

import structlog

from alerts.incidents import unopened_media
from alerts.notices import Media
from bot.process.wakeup import Wakeup
from bot.transports.base import Now
from storage.database.faults import fault_of
from storage.unit_of_work import UnitOfWorkFactory

log = structlog.get_logger()

LOOK = 10.0
"""Seconds until what failed is tried again."""
_KEPT = 500


class UnopenedMedia:
    """What couriers could not open and nobody was told of yet."""

    def __init__(self, work: UnitOfWorkFactory, now: Now, wake: Callable[[], None]) -> None:
        """Make the service. `wake`: wakes the couriers, called after something was posted."""
        self._work = work
        self._now = now
        self._wake = wake
        self._waiting: deque[Media] = deque(maxlen=_KEPT)
        self._opened: deque[str] = deque(maxlen=_KEPT)
        """What somebody at the desk has: where another one's copy fails, nobody has to send it again."""
        self._wakeup = Wakeup(0.2)
        self._stopping = False

    def fetched(self, media: Media, *, opened: bool) -> None:
        """Record what became of a fetch. Raises nothing and takes no time."""
        if opened:
            self._opened.append(media.id)
        elif media.contact_id and media.id not in self._opened:
            self._waiting.append(media)
            self._wakeup.ring(urgent=False)

    async def run(self) -> None:
        """Have people asked until stop()."""
        while not self._stopping:
            try:
                await self.ask()
            except Exception as error:
                # Who was not asked is asked at the next look.
                if fault_of(error) is None:
                    log.exception("unopened_media.trouble")
            await self._wakeup.listen(LOOK if self._waiting else None)

    def stop(self) -> None:
        """End after what is under way."""
        self._stopping = True
        self._wakeup.ring()

    async def ask(self) -> None:
        """Ask for all that waits. Raises database errors; nothing is forgotten then."""
        while self._waiting:
            media = self._waiting[0]
            async with self._work.begin() as uow:
                await unopened_media.ask_again(uow, self._now(), media.contact_id, media.kind)
            self._waiting.popleft()
            self._wake()
