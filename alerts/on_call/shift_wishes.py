"""What somebody at the desk would rather not be asked, or told."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from alerts.on_call.fairness import is_night
from alerts.on_call.shift import Shift
from alerts.on_call.shift_moments import MORNING, NIGHT

NEAR = timedelta(days=1)
"""A seat that is free so shortly before its shift is important (our choice)."""
PRESSING = timedelta(hours=1)
"""And so shortly before it nobody's rest is waited for (our choice)."""


class ShiftWish(StrEnum):
    """A wish about shifts. It holds back nothing of one's own shifts, and no report. The names lie in databases."""

    NO_NIGHTS = "no_nights"
    """They are not asked to take a night."""
    QUIET_HOURS = "quiet_hours"
    """Between nine in the evening and eight in the morning they are asked nothing that can wait."""
    IMPORTANT_ONLY = "important_only"
    """They are told only what concerns the coming day, and not who has the desk."""


def may_be_asked(wishes: Collection[ShiftWish], shift: Shift, now: datetime, zone: ZoneInfo) -> bool:
    """Say whether somebody with these wishes is asked now to take a seat of this shift. `now`: aware."""
    if ShiftWish.NO_NIGHTS in wishes and is_night(shift, zone):
        return False
    if ShiftWish.QUIET_HOURS in wishes and is_resting(now, zone) and shift.starts_at - now > PRESSING:
        return False
    return ShiftWish.IMPORTANT_ONLY not in wishes or shift.starts_at - now <= NEAR


def wants_to_know(wishes: Collection[ShiftWish], now: datetime, zone: ZoneInfo) -> bool:
    """Say whether somebody with these wishes is told now who has the desk. `now`: aware."""
    if ShiftWish.IMPORTANT_ONLY in wishes:
        return False
    return ShiftWish.QUIET_HOURS not in wishes or not is_resting(now, zone)


def is_resting(now: datetime, zone: ZoneInfo) -> bool:
    """Say whether it is night, as people rest. `now`: aware."""
    return not MORNING <= now.astimezone(zone).time() < NIGHT
