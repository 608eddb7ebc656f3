"""Whether a message, by itself, asks anybody to go somewhere."""

from datetime import timedelta

from alerts.network.town_reading import TownBasis
from alerts.understanding.intent import SENDS
from alerts.understanding.reading import FirstHand, Reading

OLD = timedelta(minutes=30)
"""Seen longer ago than this, it asks nobody to go by itself (the time within which reports join)."""
_OURS = frozenset({TownBasis.NAMED, TownBasis.POINT, TownBasis.HOME})


def asks_to_go(reading: Reading) -> bool:
    """Say whether somebody could be sent for it: plainly agents, now, in a town of ours, at a place, not hearsay."""
    return (
        reading.sure
        and reading.intent in SENDS
        and reading.town.basis in _OURS
        and bool(reading.places or reading.point)
        and is_fresh(reading)
        and reading.first_hand is not FirstHand.NO
    )


def is_fresh(reading: Reading) -> bool:
    """Say whether it was seen within OLD; where the words leave the time open, it was not."""
    ago = reading.seen.minutes_ago
    return not reading.seen.words if ago is None else timedelta(minutes=ago) <= OLD
