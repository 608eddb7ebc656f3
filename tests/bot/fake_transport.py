"""A transport of paper: keeps what it is given, and answers what it is told to."""

import asyncio
from collections.abc import Callable

from bot.transports.base import Delivered, InboundHandler, Limits, Outbound, Outcome

BUTTONS = Limits(text=4096, caption=1024, utf16=True, buttons=True, edits=10_000, files=True)
PLAIN = Limits(text=2000, caption=2000, utf16=False, buttons=False, edits=9)


class FakeTransport:
    """Fulfils bot.transports.base.Transport."""

    name = "paper"

    def __init__(self, line_id: int, limits: Limits = BUTTONS) -> None:
        self.line_id = line_id
        self.limits = limits
        self.sent: list[Outbound] = []
        self.outcomes: list[Outcome] = []
        """What the next sends come to; delivered where there is nothing."""
        self.fault: Exception | None = None
        self.media: dict[str, bytes] = {}
        self.open = asyncio.Event()
        """Cleared: sends hang until it is set."""
        self.open.set()
        self.on_send: Callable[[Outbound], None] = lambda message: None
        self.most_at_once = 0
        self._at_once = 0

    async def start(self, receiver: InboundHandler, offset: int | None) -> None:
        """Nothing to connect."""

    async def stop(self) -> None:
        """Nothing to end."""

    async def send(self, message: Outbound) -> Outcome:
        self.sent.append(message)
        self.on_send(message)
        number = len(self.sent)
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            await self.open.wait()
            if self.fault is not None:
                raise self.fault
            return self.outcomes.pop(0) if self.outcomes else Delivered(str(number))
        finally:
            self._at_once -= 1

    async def acknowledge(self, tap_id: str, text: str) -> None:
        """Nobody waits."""

    async def fetch(self, media: str) -> bytes | None:
        return self.media.get(media)

    def texts(self) -> list[str]:
        return [message.text for message in self.sent]


async def until(check: Callable[[], bool]) -> None:
    """Wait until it is so; fails after 30 s, for a machine may be busy."""
    async with asyncio.timeout(30):
        while not check():  # noqa: ASYNC110 - what is waited for stands in a database
            await asyncio.sleep(0.005)
