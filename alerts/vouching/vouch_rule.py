"""How many vouches make a member, as the network has chosen; fewer takes two coordinators."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class VouchRule:
    """How many vouches are needed, as somebody has set it or wants to."""

    id: int
    needed: int
    """0: a coordinator lets people in alone."""
    waits: bool = False
    """A second coordinator has not said yes."""
    made_by_id: int | None
    """None: an operator, or somebody who is gone."""
    made_at: datetime


def is_easier(wanted: int, now: int) -> bool:
    """Say whether strangers come in more easily by it. One vouch must be a coordinator's: so 1 is as good as none."""
    return max(wanted, 1) < max(now, 1)
