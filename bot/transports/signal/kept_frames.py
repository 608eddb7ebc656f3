"""The frames that the receiver kept of one line. What reads them is apart: not every network has a Signal number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from handlers.core.inbound import Inbound


@dataclass(frozen=True, kw_only=True)
class KeptFrame:
    """One frame as the receiver kept it."""

    id: int
    frame: Mapping[str, Any] | None
    """As the socket gives it; None where it cannot be opened."""
    received_at: datetime
    """When the receiver got it, aware UTC."""


@dataclass(frozen=True)
class DeafWindow:
    """A time in which nobody listened, both moments aware UTC."""

    since: datetime
    until: datetime


class Backlog(Protocol):
    """One line's frames, as the receiver kept them: bot/inbound/receiver_backlog.py."""

    async def waiting(self) -> list[KeptFrame]:
        """Return the first frames that nobody has taken, in the order of arrival. Raises database errors."""

    async def took(self, frames: Sequence[KeptFrame], messages: Sequence[tuple[Inbound, datetime]]) -> None:
        """Commit these messages, each with when it arrived, and forget the frames, in one transaction."""

    async def unheard(self, window: DeafWindow) -> list[DeafWindow] | None:
        """Return the parts of a deaf window in which no receiver was up either; None: ask again in a moment."""
