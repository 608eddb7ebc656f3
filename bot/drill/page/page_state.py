"""What the page waits on: a number that grows with every change."""

import asyncio
from typing import Any, TypeAlias

View: TypeAlias = dict[str, Any]
"""A part of the page's state as JSON."""


class PageVersion:
    """Counts changes, and wakes whoever waits for the next."""

    def __init__(self) -> None:
        self.number = 1
        self._changed = asyncio.Event()

    def increment(self) -> None:
        """Something on the page looks different now."""
        self.number += 1
        self._changed.set()
        self._changed = asyncio.Event()

    async def wait(self, after: int, seconds: float | None = None) -> None:
        """Return once the version is another than `after`, or when the seconds have passed."""
        try:
            async with asyncio.timeout(seconds):
                while self.number == after:
                    await self._changed.wait()
        except TimeoutError:
            return
