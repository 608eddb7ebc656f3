"""How many of a town a test reached, and how fast."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.reach_tests.tested_people import ReachTestPerson

WITHIN = (1, 5, 15)
"""Minutes from the start of the test, as an alert's would count (set when ordered)."""


@dataclass(frozen=True, kw_only=True)
class TownReach:
    """How many people of a town were reached."""

    people: int = 0
    within: tuple[int, ...] = (0,) * len(WITHIN)
    """How many had answered after so many minutes each; who answered in one is counted in the later ones too."""
    later: int = 0
    """Who answered after that."""
    silent: int = 0
    """To whom it went, and who has not answered."""
    unsent: int = 0
    """To whom it did not go, or not yet."""


def town_reach(people: Sequence[ReachTestPerson], started_at: datetime) -> TownReach:
    """Count them. `started_at`: of the test (aware UTC)."""
    took = [one.answered_at - started_at for one in people if one.answered_at is not None]
    within = tuple(sum(span <= timedelta(minutes=minutes) for span in took) for minutes in WITHIN)
    open_ = [one for one in people if one.answered_at is None]
    return TownReach(
        people=len(people),
        within=within,
        later=len(took) - within[-1],
        silent=sum(one.is_sent for one in open_),
        unsent=sum(not one.is_sent for one in open_),
    )
