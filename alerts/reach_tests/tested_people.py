"""What became of a test, person by person."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class ReachTestApp:
    """One app of somebody's, in one test."""

    contact_id: int
    transport: str
    is_sent: bool
    """Whether the message went out at all: a platform may be down, or they have blocked us."""
    answered_at: datetime | None
    """Aware UTC; None: they have not answered there."""


@dataclass(frozen=True, kw_only=True)
class ReachTestPerson:
    """Somebody in one test, with each of their apps."""

    person_id: int
    apps: tuple[ReachTestApp, ...]

    @property
    def answered_at(self) -> datetime | None:
        """When they answered first, on whatever app; None: they have not."""
        return min((app.answered_at for app in self.apps if app.answered_at is not None), default=None)

    @property
    def is_sent(self) -> bool:
        """Whether it went out to any of their apps."""
        return any(app.is_sent for app in self.apps)
