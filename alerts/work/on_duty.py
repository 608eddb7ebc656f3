"""Who has the desk of a town now, as shifts say: whoever has to be rung asks here, whatever was planned or swapped."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from alerts.work.deadline import Deadline
from alerts.work.port import Port

SEATS_IN_DOUBT = Deadline("seats in doubt", insistent=True)
"""Of a person whose roles changed, who is away or gone: shifts that are not theirs any more are offered to others."""


@dataclass(frozen=True, kw_only=True)
class DutySeat:
    """Somebody who is on duty now."""

    person_id: int
    position: int
    """1 is the primary; backups follow in the order in which they are asked."""


class OnDuty(Protocol):
    """Who is on duty, by the seats of shifts alone. Times are aware UTC.

    Nobody who stopped, is away, suspended or banned. Whether they still hold a role at the desk the caller asks.
    """

    async def at(self, now: datetime, town_id: int | None) -> list[DutySeat]:
        """Return who has the desk of this town now (None: of any), the primary first; each person once.

        Empty: nobody is planned, or nobody who is planned is there.
        """
        ...

    async def until(self, person_id: int, now: datetime) -> datetime | None:
        """Return when the shift ends that this person has now, the last of several; None: they have none.

        Of who is away, suspended or gone: None.
        """
        ...

    async def holds_seats(self, person_id: int, now: datetime) -> bool:
        """Say whether they have a seat in a shift that is not over, or in one that repeats; whatever became of them."""
        ...


ON_DUTY = Port[OnDuty]("on duty")
