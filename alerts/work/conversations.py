"""Where each person's conversation stands, as every area may ask for it. Times are aware UTC."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, kw_only=True)
class KeptStep:
    """The step a conversation is in, as it is kept."""

    name: str
    data: Mapping[str, Any]
    """JSON values."""
    since: datetime


class Conversations(Protocol):
    """The step that each person's conversation is in."""

    async def step(self, person_id: int) -> KeptStep | None:
        """Return the step this person is in; None outside any."""
        ...

    async def go(self, person_id: int, name: str, data: Mapping[str, Any], now: datetime) -> None:
        """Put the conversation into this step."""
        ...

    async def leave(self, person_id: int) -> None:
        """Put the conversation outside any step."""
        ...

    async def talking_on(self, line_id: int, since: datetime, *, but: frozenset[int]) -> list[int]:
        """Return contacts on this line whose person is in the middle of something: a step, a report, a task.

        `but`: persons who are left out.
        """
        ...
