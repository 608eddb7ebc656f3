"""An area of the domain, as it registers itself: what it keeps how long, and what its deadlines set off."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from alerts.network.retention import Kept
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

Duty: TypeAlias = Callable[[UnitOfWork, datetime, int], Awaitable[None]]
"""What a deadline sets off for its subject (an id; 0 where it has none), in the transaction that marks it fired."""


@dataclass(frozen=True, kw_only=True)
class DomainArea:
    """What one area of the domain registers. alerts/areas.py lists them all."""

    name: str
    keeps: tuple[Kept, ...] = ()
    """Rows of the retention table: /privacy, the consent text and the purge are made from them."""
    duties: Mapping[Deadline, Duty] = field(default_factory=dict)
    cards: Mapping[str, Duty] = field(default_factory=dict)
    """Kind of subject -> what shows its card anew after counts of its messages changed."""


@dataclass(frozen=True)
class Duties:
    """Every kind of deadline of some areas, by the name it is kept under, and what it sets off."""

    kinds: Mapping[str, Deadline]
    of: Mapping[str, Duty]


def merged(areas: Iterable[DomainArea]) -> Duties:
    """Gather the duties of these areas. Raises ValueError where two of them use one deadline's name."""
    kinds: dict[str, Deadline] = {}
    duties: dict[str, Duty] = {}
    for area in areas:
        for kind, duty in area.duties.items():
            if kind.name in kinds:
                raise ValueError(f"two duties for the deadline {kind.name}")
            kinds[kind.name], duties[kind.name] = kind, duty
    return Duties(kinds, duties)
