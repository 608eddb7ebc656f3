"""What legal holds need of storage. Times are aware UTC."""

from datetime import datetime
from typing import Protocol

from alerts.legal_hold.legal_hold import LegalHold
from alerts.work.port import Port


class LegalHolds(Protocol):
    """The legal holds: one an incident at most."""

    async def get(self, hold_id: int) -> LegalHold | None:
        """Return the hold of this id; None where it is over."""
        ...

    async def of(self, incident_id: int) -> LegalHold | None:
        """Return the hold of this incident; None where there is none."""
        ...

    async def all(self) -> list[LegalHold]:
        """Return those in force and those that are asked, the oldest first."""
        ...

    async def is_purged(self, incident_id: int) -> bool:
        """Say whether of the incident only counts are left."""
        ...

    async def ask(self, incident_id: int, by_id: int, until: datetime | None, kept_since: datetime | None) -> LegalHold:
        """Keep that this coordinator asks for it until then; `until`: None for its end. One that stands stays.

        `kept_since`: the asking keeps it, counted from then; None: it keeps nothing.
        """
        ...

    async def grant(self, hold_id: int, until: datetime) -> None:
        """Let it hold until then; nothing is asked any more."""
        ...

    async def answer(self, hold_id: int) -> None:
        """Keep that nothing is asked any more; one that never held is gone."""
        ...

    async def end(self, hold_id: int) -> None:
        """Let it hold no more."""
        ...


LEGAL_HOLDS = Port[LegalHolds]("legal holds")
