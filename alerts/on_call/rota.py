"""A rota: shifts that repeat, in the local time of the network."""

from dataclasses import dataclass
from datetime import date, time

LAST = 5
"""Of a month: the last such day, whether that is the fourth or the fifth."""
MOST_WEEKS = 8
"""A rota repeats every eight weeks at the most: a larger number is a slip."""


@dataclass(frozen=True, kw_only=True)
class RotaPattern:
    """On which days a shift begins: some days of every so many weeks, or such a day of the month ("second Tuesday")."""

    weekdays: tuple[int, ...]
    """0 is Monday; of a monthly one the first counts."""
    every: int = 1
    """Weeks from one to the next; a monthly one has no use for it."""
    nth: int | None = None
    """Which such day of each month, from 1 to LAST; None: weekly."""


@dataclass(frozen=True, kw_only=True)
class RotaPlan:
    """What a coordinator says of shifts that repeat."""

    town_ids: tuple[int, ...]
    pattern: RotaPattern
    starts: time
    """Local."""
    ends: time
    """Local; not later than `starts`: on the next day."""
    people: tuple[int | None, ...]
    """As of ShiftPlan."""
    begins_on: date
    """The first day on which a shift may begin; its week is the first that counts."""
    ends_on: date | None = None
    """The last day on which one may begin; None: until somebody ends it."""


@dataclass(frozen=True, kw_only=True)
class Rota:
    """A rota as it is kept."""

    id: int
    plan: RotaPlan
    made_through: date
    """Up to this day its shifts are made: one that was called off is not made again."""
