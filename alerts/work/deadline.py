"""Deadlines: what happens at a moment unless it is called off."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True)
class Deadline:
    """A kind of deadline. Its name is kept in databases: it is never changed."""

    name: str
    insistent: bool = False
    """Never given up, however often its duty fails: what was promised to go must go."""
    never_sooner: bool = False
    """Not brought forward after a clock that was ahead: what it removes would go too early."""


class Deadlines(Protocol):
    """The deadlines that are kept, as use cases set and call them off."""

    async def set(self, kind: Deadline, subject_id: int | None, due_at: datetime) -> None:
        """Set it; one that stands for the same kind and subject is moved."""
        ...

    async def set_latest(
        self, kind: Deadline, subject_id: int, due_at: datetime, *, apart: timedelta = timedelta(0)
    ) -> None:
        """Set it; one that stands for the same kind and subject and is due earlier stays as it is.

        `apart`: it comes so long after the one before fired, at the soonest.
        """
        ...

    async def call_off(self, subject_id: int, *kinds: Deadline) -> None:
        """Let none of these happen to this subject."""
        ...

    async def standing(self, kind: Deadline) -> list[int]:
        """Return the subjects for which such a deadline is pending."""
        ...
