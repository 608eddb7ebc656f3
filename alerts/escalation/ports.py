"""What escalation needs of storage. Times are aware UTC."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from alerts.escalation.policy import EscalationPolicy
from alerts.work.port import Port


@dataclass(frozen=True, kw_only=True)
class DeskCover:
    """A dispatcher of another town who covers this one's desk for a while."""

    id: int
    person_id: int
    town_id: int
    until: datetime


class EscalationPolicies(Protocol):
    """What each town does when nobody takes an incident."""

    async def of(self, town_id: int) -> EscalationPolicy | None:
        """Return what this town does; None: the usual."""
        ...

    async def save(self, town_id: int, policy: EscalationPolicy | None) -> None:
        """Keep what it does from now on; None: the usual."""
        ...


class DeskCovers(Protocol):
    """Who covers another town's desk."""

    async def get(self, cover_id: int) -> DeskCover | None:
        """Return the cover of this id; None where it is over."""
        ...

    async def add(self, person_id: int, town_id: int, now: datetime, until: datetime) -> DeskCover:
        """Keep that they cover this town's desk until then, in place of an earlier end."""
        ...

    async def of_person(self, person_id: int) -> list[DeskCover]:
        """Return what this person covers."""
        ...

    async def of_town(self, town_id: int) -> list[DeskCover]:
        """Return the covers of this town's desk."""
        ...

    async def covers(self, person_id: int, town_id: int) -> bool:
        """Say whether this person covers this town's desk."""
        ...

    async def forget(self, person_id: int, town_id: int) -> None:
        """Let this person cover this town no more; nothing where they don't."""
        ...

    async def remove(self, cover_id: int) -> None:
        """Let it be over."""
        ...


ESCALATION_POLICIES = Port[EscalationPolicies]("escalation policies")
DESK_COVERS = Port[DeskCovers]("desk covers")
