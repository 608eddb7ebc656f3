"""A line: one bot account or one Signal number, and which of them newcomers are sent to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line, and how full it is."""

    id: int
    transport: str
    """"telegram" or "signal"."""
    name: str
    """What people need to write to it: Telegram's name without the @, Signal's number; empty until it is known."""
    people: int
    """Who would be told there: persons who wrote to it last, of all that can be reached."""
    offers: int = 0
    """Open invitations that name it."""
    retired_at: datetime | None = None
    """From then on people are sent elsewhere; who is still here is served on. Aware UTC."""
    closed_at: datetime | None = None
    """From then on nobody is served here. Aware UTC."""

    @property
    def takes_newcomers(self) -> bool:
        """Whether an invitation may name it."""
        return bool(self.name) and self.retired_at is None and self.closed_at is None


def roomiest(lines: Iterable[Line], transport: str) -> Line | None:
    """Return the line that a newcomer is sent to; None where there is none.

    Each line has its own pace, so all should be equally full.
    """
    open_ = [line for line in lines if line.transport == transport and line.takes_newcomers]
    return min(open_, key=lambda line: (line.people + line.offers, line.id), default=None)
