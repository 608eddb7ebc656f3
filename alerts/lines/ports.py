"""What the use cases of lines need of storage. Times are aware UTC."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from alerts.lines.line import Line
from alerts.work.port import Port


class Lines(Protocol):
    """The network's bot accounts and Signal numbers."""

    async def all(self) -> list[Line]:
        """Return every line that there ever was, in the order of their numbers."""
        ...

    async def offer(self, words: str, line_ids: Sequence[int]) -> None:
        """Remember that the invitation that reads so names these lines."""
        ...

    async def retire(self, line_id: int, now: datetime) -> None:
        """Remember that this line is given up: newcomers are sent elsewhere."""
        ...

    async def close(self, line_id: int, now: datetime) -> None:
        """Serve nobody here any more; what waits for people here is queued for their other contact, or has failed."""
        ...

    async def stranded(self, line_id: int) -> int:
        """Count the people here whom no line reaches any more."""
        ...

    async def add_deaf_time(self, line_id: int, since: datetime, until: datetime, now: datetime) -> None:
        """Remember that a line could not hear, as we learn now."""
        ...

    async def deaf_span(self, line_id: int, after: datetime) -> tuple[datetime, datetime] | None:
        """Return from when to when a line could not hear, of what we learned after that moment; None for nothing."""
        ...


LINES = Port[Lines]("lines")
