"""What the transports hand their messages to, in these tests."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from handlers.core.inbound import Inbound


class Ears:
    """Keeps what it takes; refuses as often as it is told to."""

    def __init__(self) -> None:
        self.heard: list[Inbound] = []
        self.offsets: list[int | None] = []
        self.windows: list[tuple[datetime, datetime]] = []
        self.refusals = 0
        self.refused = 0
        self.gate = asyncio.Event()
        """While it is not set, a commit takes its time."""
        self.gate.set()
        self.busy = asyncio.Event()
        """A commit is under way."""
        self._changed = asyncio.Event()

    async def take(self, messages: list[Inbound], offset: int | None) -> None:
        self.busy.set()
        await self.gate.wait()
        if self.refusals > 0:
            self.refusals -= 1
            self.refused += 1
            raise RuntimeError("the disk is full")
        self.heard.extend(messages)
        self.offsets.append(offset)
        self._notify()

    async def deaf(self, line_id: int, since: datetime, until: datetime) -> None:
        assert line_id == 7
        self.windows.append((since, until))
        self._notify()

    def _notify(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    @property
    def texts(self) -> list[str]:
        return [inbound.text for inbound in self.heard]

    async def until(self, true: Callable[[], bool], seconds: float = 15) -> None:
        async with asyncio.timeout(seconds):
            while not true():
                await self._changed.wait()

    async def hear(self, count: int = 1) -> list[Inbound]:
        """The first `count` messages."""
        await self.until(lambda: len(self.heard) >= count)
        return self.heard[:count]


def now() -> datetime:
    return datetime.now(UTC)


def fails(monkeypatch: pytest.MonkeyPatch, owner: type, name: str, times: int = 1) -> None:
    """The next calls of this method raise what nobody foresaw."""
    good, left = getattr(owner, name), [KeyError("unforeseen")] * times

    def failing(*given: Any) -> Any:
        if left:
            raise left.pop()
        return good(*given)

    monkeypatch.setattr(owner, name, failing)


async def at_once(seconds: float) -> None:
    """A sleep that takes no time, but lets others work."""
    await asyncio.sleep(0)
