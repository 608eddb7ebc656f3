"""What the transports hand over, on its way to the intake: it tells when all that a platform was given has arrived."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from bot.inbound.intake import LineIntake
from bot.inbound.receiver_backlog import StoredBacklog
from bot.transports.signal.kept_frames import DeafWindow, KeptFrame
from handlers.core.inbound import Inbound


class HeardMessages:
    """Fulfils bot.transports.base.InboundHandler, in front of one line's intake."""

    def __init__(self, intake: LineIntake, marker: str) -> None:
        """`marker`: who writes the last message of each burst, which goes no further."""
        self._intake = intake
        self._marker = marker
        self._changed = asyncio.Event()
        self.heard: list[Inbound] = []
        """What came since this was emptied."""
        self.offset = 0
        self.markers: set[str] = set()

    async def take(self, messages: list[Inbound], offset: int | None) -> None:
        """Hand everything on but the markers."""
        said = [message for message in messages if message.sender != self._marker]
        await self._intake.take(said, offset)
        self.heard += said
        self.markers |= {message.text for message in messages if message.sender == self._marker}
        self.offset = max(self.offset, offset or 0)
        self._changed.set()

    async def deaf(self, line_id: int, since: datetime, until: datetime) -> None:
        """Forget it: with a clock that is moved by hand, each lost socket would have been gone for hours."""

    async def wait_offset(self, offset: int, seconds: float) -> None:
        """Wait until everything below this offset is kept. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while self.offset < offset:
                await self._wait()

    async def wait_marker(self, text: str, seconds: float) -> None:
        """Wait until this marker has come, and so all that was said before it. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while text not in self.markers:
                await self._wait()

    async def _wait(self) -> None:
        self._changed.clear()
        await self._changed.wait()


class HeardBacklog:
    """Fulfils bot.transports.signal.kept_frames.Backlog, in front of what the receiver kept for one line."""

    def __init__(self, backlog: StoredBacklog, heard: HeardMessages) -> None:
        self._backlog = backlog
        self._heard = heard

    async def waiting(self) -> list[KeptFrame]:
        """Return the first frames; see Backlog."""
        return await self._backlog.waiting()

    async def took(self, frames: Sequence[KeptFrame], messages: Sequence[tuple[Inbound, datetime]]) -> None:
        """Commit the messages; see Backlog."""
        await self._backlog.took(frames, messages)
        self._heard.heard += [message for message, _ in messages]

    async def unheard(self, window: DeafWindow) -> list[DeafWindow] | None:
        """Return what no receiver covered; see Backlog."""
        return await self._backlog.unheard(window)
