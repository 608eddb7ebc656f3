"""A contact that came to its person by a link."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.people.person import Grant

UNDONE_WITHIN = timedelta(days=1)
"""So long a link can be undone, with all that was before it (our choice)."""


@dataclass(frozen=True, kw_only=True)
class LinkedContact:
    """What is known of a link: which contact came, when, and with which roles of its own."""

    contact_id: int
    linked_at: datetime
    had: tuple[Grant, ...] = ()

    def may_be_undone(self, now: datetime) -> bool:
        """Say whether both can still be as they were before."""
        return now - self.linked_at <= UNDONE_WITHIN
