"""The page's version, for which a browser waits; and the type of its parts."""

import asyncio
from typing import Any, TypeAlias

View: TypeAlias = dict[str, Any]
"""A part of the page's state as JSON."""


class PageVersion:
    """A number that grows with every change of the page, and that can be waited for."""

    def __init__(self) -> None:
        self.number = 1
        self._changed = asyncio.Event()

    def increment(self) -> None:
        """Count a change, and wake whoever waits for one."""
        self.number += 1
        self._changed.set()
        self._changed = asyncio.Event()

    async def wait(self, after: int, seconds: float | None = None) -> None:
        """Wait until the number is another than `after`, or until the seconds have passed."""
        try:
            async with asyncio.timeout(seconds):
                while self.number == after:
                    await self._changed.wait()
        except TimeoutError:
            return
