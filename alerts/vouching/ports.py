"""What vouching needs of storage. Times are aware UTC."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from alerts.vouching.vouch import Vouch
from alerts.vouching.vouch_rule import VouchRule
from alerts.work.port import Port


class Vouches(Protocol):
    """Who vouched for whom."""

    async def add(self, vouch: Vouch) -> bool:
        """Keep it; False where this person vouched for that one there before."""
        ...

    async def of(self, person_id: int, town_id: int) -> list[Vouch]:
        """Return those for this person in this town, the oldest first."""
        ...

    async def take_back(self, person_id: int, at: datetime) -> None:
        """Forget what was given for this person at that moment."""
        ...


class VouchRules(Protocol):
    """How many vouches make a member."""

    async def needed(self) -> int:
        """Return how many; 0: a coordinator lets people in alone."""
        ...

    async def waiting(self) -> VouchRule | None:
        """Return what a coordinator wants and no second one has said yes to; None: nothing."""
        ...

    async def put(self, needed: int, by_id: int | None, now: datetime, *, waits: bool) -> VouchRule:
        """Keep what somebody has set, or wants to where it `waits`; in place of what waited before."""
        ...

    async def approve(self, rule_id: int) -> bool:
        """Let what waited hold from now on; False where it waits no more."""
        ...

    async def refuse(self, rule_id: int) -> bool:
        """Forget what waited; False where it waits no more."""
        ...


class TrainedElsewhere(Protocol):
    """Who was trained, but not by us, as a coordinator says."""

    async def add(self, person_id: int, by_id: int, reason: str, now: datetime) -> bool:
        """Keep it; False where it is kept already."""
        ...

    async def among(self, person_ids: Collection[int]) -> frozenset[int]:
        """Return which of them it is said of."""
        ...


VOUCHES_GIVEN = Port[Vouches]("vouches")
VOUCH_RULES = Port[VouchRules]("vouch rules")
TRAINED_ELSEWHERE = Port[TrainedElsewhere]("trained elsewhere")
