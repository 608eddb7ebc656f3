"""One fault of a platform in the middle of a broadcast, and what may follow from it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from tests.faults.neighborhood import Neighborhood

Happens: TypeAlias = Callable[[Neighborhood], Awaitable[None] | None]


def nothing(here: Neighborhood) -> None:
    """It is over by itself."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What happens on one platform; the other one has a calm day."""

    name: str
    platform: str
    """"telegram" or "signal"."""
    begins: Happens
    ends: Happens = nothing
    at: int | None = None
    """After so many alerts there; 0: before the first. None: in the middle."""
    lasts: float = 0.0
    """Seconds."""
    doubles: bool = False
    """Nobody can tell whether what was under way arrived: it is sent again, and says so."""
    lost: int = 0
    """So many people there cannot be reached."""
    told: str = ""
    """The text by which the desk hears of it on the other platform; none for what is over within two minutes."""

    @property
    def other(self) -> str:
        """The platform that has a calm day."""
        return "signal" if self.platform == "telegram" else "telegram"

    @property
    def moment(self) -> int:
        """After which alert it begins."""
        middle = 12 if self.platform == "telegram" else 4
        return middle if self.at is None else self.at

    async def strikes(self, here: Neighborhood) -> "Struck":
        """Arm it; it begins by itself in the middle of what follows."""
        struck = Struck(self, here)
        if self.moment == 0:
            await struck.begin()
        else:
            here.after(self.platform, self.moment, struck.begin_soon)
        return struck

    def __str__(self) -> str:
        return f"{self.platform}: {self.name}"


class Struck:
    """A fault on its way from begin to end."""

    def __init__(self, fault: Fault, here: Neighborhood) -> None:
        self._fault = fault
        self._here = here
        self._task: asyncio.Task[None] | None = None
        self.begun = asyncio.Event()
        self.over = asyncio.Event()

    async def begin(self) -> None:
        await _done(self._fault.begins(self._here))
        self._task = asyncio.create_task(self._end())

    def begin_soon(self) -> None:
        """Called while the platform takes a message."""
        begun = self._fault.begins(self._here)
        self._task = asyncio.create_task(self._end(begun))

    async def _end(self, begun: Awaitable[None] | None = None) -> None:
        await _done(begun)
        self.begun.set()
        await asyncio.sleep(self._fault.lasts)
        await _done(self._fault.ends(self._here))
        self.over.set()


async def _done(work: Awaitable[None] | None) -> None:
    if work is not None:
        await work
