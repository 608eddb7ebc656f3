"""The heartbeat, renewed out of the event loop, so that a loop that stands still leaves it to grow old."""

import time
from collections.abc import Callable
from pathlib import Path

import structlog

from bot.process.heartbeat_file import ALIVE_FILE, EVERY, HeartbeatFile
from bot.process.wakeup import Wakeup

log = structlog.get_logger()


class Heartbeat:
    """The service that renews the heartbeat file; bot/verbs/health.py looks at it.

    A file that cannot be written ends nothing: it is told once in the log, and `rebato health` finds it old.
    """

    def __init__(
        self, folder: Path, wall: Callable[[], float] = time.time, every: float = EVERY, file: str = ALIVE_FILE
    ) -> None:
        """Set where, when and how often. `folder`: REBATO_DATA. `wall`: seconds since 1970. `every`: seconds."""
        self._sign = HeartbeatFile(folder, file)
        self._wall = wall
        self._every = every
        self._wakeup = Wakeup(0)
        self._stopping = False
        self._in_trouble = False

    async def run(self) -> None:
        """Renew the sign until stop(), then take it away."""
        try:
            while not self._stopping:
                self._beat()
                await self._wakeup.listen(self._every)
        finally:
            self._try(self._sign.remove)

    def stop(self) -> None:
        """End at once."""
        self._stopping = True
        self._wakeup.ring()

    def _beat(self) -> None:
        # On the loop itself, though it touches the disk: a disk that does not answer is to be noticed too.
        self._try(lambda: self._sign.renew(self._wall()))

    def _try(self, change: Callable[[], None]) -> None:
        try:
            change()
        except OSError as error:
            if not self._in_trouble:
                log.warning("pulse.not_written", error=error)
            self._in_trouble = True
        else:
            self._in_trouble = False
