"""How many vouches make a member, as the network has chosen; fewer takes two coordinators."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.network.town import Network
from alerts.network.watched_setting import WatchedSetting

ANSWERED_WITHIN = timedelta(days=7)
"""So long a wish for fewer vouches is open (our choice)."""


@dataclass(frozen=True, kw_only=True)
class VouchRule:
    """How many vouches a coordinator wants to be enough, until a second one has answered."""

    id: int
    needed: int
    """0: a coordinator lets people in alone."""
    made_by_id: int | None
    """None: somebody who is gone."""
    made_at: datetime

    def is_open(self, now: datetime) -> bool:
        """Say whether a second coordinator may still answer it: an old button is nobody's yes to it."""
        return now < self.made_at + ANSWERED_WITHIN


def vouches_needed(network: Network) -> int:
    """Return how many make a member; 0: a coordinator lets people in alone."""
    chosen = (one.value for one in network.settings if one.setting is WatchedSetting.VOUCHES)
    return next(chosen, 0)


def is_easier(wanted: int, now: int) -> bool:
    """Say whether strangers come in more easily by it. One vouch must be a coordinator's: so 1 is as good as none."""
    return max(wanted, 1) < max(now, 1)
