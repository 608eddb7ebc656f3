"""What the audit log needs of storage. Times are aware UTC."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from alerts.audit.deed import Action, AuditEntry, Deed
from alerts.people.person import Role
from alerts.work.port import Port

MOST = 2**31 - 1
"""The highest number that an incident can have (a database's integer)."""


@dataclass(frozen=True, kw_only=True)
class AuditFilter:
    """Which entries are asked for; what is None does not matter."""

    person_id: int | None = None
    """By this person, or to them."""
    town_id: int | None = None
    incident: int | None = None
    within: frozenset[int] | None = None
    """Only of these towns, or of none in particular."""


class AuditLog(Protocol):
    """What was done, in the order in which it was."""

    async def add(self, deed: Deed, now: datetime) -> None:
        """Keep it."""
        ...

    async def newest(self, which: AuditFilter, most: int, before: int | None = None) -> list[AuditEntry]:
        """Return so many of them at most, the newest first; `before`: only older ones than the entry of this id."""
        ...

    async def oldest(self, which: AuditFilter) -> list[AuditEntry]:
        """Return all of them, in order."""
        ...

    async def counts(self, since: datetime, until: datetime) -> dict[Action, int]:
        """Return how often each was done from then on, before that moment."""
        ...

    async def since(
        self, action: Action, since: datetime, *, by_id: int | None = None, whom_id: int | None = None
    ) -> list[Deed]:
        """Return every deed of this kind from then on, oldest first; by or to this person, where one is named."""
        ...

    async def came_in(self, town_id: int | None, since: datetime, most: int | None = None) -> list[Role]:
        """Return as what people came in from then on, the newest first: members and responders, each person once.

        `town_id`: None for those of every town at once; `most`: no more of them than this. Who is gone again counts.
        """
        ...

    async def persons(self, ending: str = "", within: frozenset[int] | None = None) -> frozenset[int]:
        """Return the persons in the log whose digits end so, also those who are gone; `within`: as in AuditFilter."""
        ...

    async def purge(self, before: datetime) -> None:
        """Remove what was done before then."""
        ...


AUDIT_LOG = Port[AuditLog]("audit log")
