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
    """What a coordinator wants to be enough, and no second one has answered. What holds is a watched setting."""

    async def waiting(self) -> VouchRule | None:
        """Return it; None: nobody wants anything else."""
        ...

    async def ask(self, needed: int, by_id: int, now: datetime) -> VouchRule:
        """Keep what a coordinator wants, in place of what waited before."""
        ...

    async def end(self, rule_id: int) -> bool:
        """Forget what waited, as it was answered; False where it waits no more."""
        ...

    async def drop(self) -> None:
        """Forget whatever waits."""
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
