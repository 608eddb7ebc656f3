"""Who has the desk of a town now, as shifts say: whoever has to be rung asks here, whatever was planned or swapped."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from alerts.work.port import Port


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


ON_DUTY = Port[OnDuty]("on duty")
