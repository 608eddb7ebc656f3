"""A vouch: somebody of the network says that they know somebody; and how many of them make a member."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from alerts.people.person import COMMITTEE, COORDINATOR, VERIFIED, Person

VOUCHERS = VERIFIED - COMMITTEE
"""Who may vouch, in towns where they have one of these roles. The committee lets in nobody but its own members."""
MOST_NEEDED = 10
"""So many vouches a network may ask for at most (set when ordered)."""


@dataclass(frozen=True, kw_only=True)
class Vouch:
    """One person's word that they know another."""

    person_id: int
    """Whom they know."""
    by_id: int
    town_id: int
    """Where that person wants in."""
    at: datetime


@dataclass(frozen=True, kw_only=True)
class VouchCount:
    """The vouches that count for somebody in a town, and how many the network asks for."""

    needed: int
    """0: a coordinator lets people in alone."""
    given: int = 0
    by_coordinator: bool = False
    """One of them is a coordinator's."""

    @property
    def enough(self) -> bool:
        """Whether they make a member."""
        return self.by_coordinator and self.given >= self.needed

    @property
    def missing(self) -> int:
        """How many more it takes."""
        return max(self.needed - self.given, 0 if self.by_coordinator else 1)

    @property
    def waits_for_coordinator(self) -> bool:
        """Whether one more is enough, and must be a coordinator's."""
        return not self.by_coordinator and self.missing == 1 and self.given > 0


def count_vouchers(vouchers: Sequence[Person], town_id: int, needed: int) -> VouchCount:
    """Count those who may still vouch in that town; two apps of one hand are one voucher."""
    standing = [one for one in vouchers if one.has(VOUCHERS, town_id)]
    hands: list[Person] = []
    for one in standing:
        if not is_one_of(one, hands):
            hands.append(one)
    by_coordinator = any(one.has(COORDINATOR, town_id) for one in standing)
    return VouchCount(needed=needed, given=len(hands), by_coordinator=by_coordinator)


def is_one_of(person: Person, others: Collection[Person]) -> bool:
    """Say whether this is one of them, or was one person with one of them."""
    return any(person.was_one_with(other) for other in others)
