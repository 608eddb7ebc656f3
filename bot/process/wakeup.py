"""What wakes a loop that sleeps: rung for something urgent, or for what can wait for company."""

import asyncio
from contextlib import suppress


class Wakeup:
    """A wake-up call, kept until somebody listens; many count as one."""

    def __init__(self, company: float) -> None:
        """Set `company`: the seconds that a ring which isn't urgent waits for more of its kind."""
        self._company = company
        self._rung = asyncio.Event()
        self._urgent = asyncio.Event()

    def ring(self, *, urgent: bool = True) -> None:
        """Wake who listens now, or next."""
        self._rung.set()
        if urgent:
            self._urgent.set()

    async def listen(self, seconds: float | None) -> None:
        """Return at a ring, at the latest after so many seconds (None: however long it takes)."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()
            async with asyncio.timeout(self._company):
                await self._urgent.wait()
        self._rung.clear()
        self._urgent.clear()
