"""The queue of who waits to be let in, as coordinators are shown it: views, counts, pages, and its port."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from alerts.people.person import Person
from alerts.work.port import Port


class QueueView(StrEnum):
    """Whom of a town's queue a coordinator wants to see."""

    OPEN = "open"
    """Everybody whose request is open."""
    COLD = "cold"
    """Those of them who have waited so long that they may not come back."""
    VOUCHED = "vouched"
    """Who is no member, and somebody vouched for: also who receives alerts and no more."""


@dataclass(frozen=True, kw_only=True)
class QueueCounts:
    """How many people each view of a town's queue shows."""

    open: int = 0
    cold: int = 0
    vouched: int = 0

    def of(self, view: QueueView) -> int:
        """Return how many this view shows."""
        return {QueueView.OPEN: self.open, QueueView.COLD: self.cold, QueueView.VOUCHED: self.vouched}[view]


@dataclass(frozen=True, kw_only=True)
class QueuePage:
    """Which part of a town's queue is asked for, the oldest first. Times are aware UTC."""

    town_id: int
    view: QueueView = QueueView.OPEN
    voucher_id: int | None = None
    """Only whom this person vouched for, whatever the view."""
    waiting_only: bool = False
    """Of those, only who waits for an answer."""
    start: int = 0
    most: int
    cold_before: datetime
    """Whose request was made first before then is cold."""


@dataclass(frozen=True, kw_only=True)
class QueueEntry:
    """Somebody who waits, and what we know of them."""

    person: Person
    """Without their roles."""
    since: datetime
    """When they asked first; of who receives alerts already, when somebody vouched for them first."""
    cold: bool
    apps: tuple[str, ...]
    """The transports on which they write to us, in alphabetical order."""
    reported_at: datetime | None
    """Their last report that is kept; None: there is none."""
    vouches: int
    """Of those who may still give one there."""
    by_coordinator: bool
    """One of these is a coordinator's."""


@dataclass(frozen=True, kw_only=True)
class QueueVoucher:
    """Somebody who vouched for people who are no members yet."""

    person: Person
    """Without their roles."""
    people: int


class WaitingQueue(Protocol):
    """Who waits to be let in, by town."""

    async def counts(self, town_ids: Collection[int], cold_before: datetime) -> dict[int, QueueCounts]:
        """Return for each of these towns how many wait."""
        ...

    async def page(self, which: QueuePage) -> list[QueueEntry]:
        """Return these people, the oldest first."""
        ...

    async def vouchers(self, town_id: int, start: int, most: int) -> list[QueueVoucher]:
        """Return so many who vouched for people there who are no members yet, the most such people first."""
        ...


QUEUE = Port[WaitingQueue]("queue")
