"""When what happens to a shift: every moment is counted from its beginning or end, none from another."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from alerts.on_call import deadlines
from alerts.on_call.shift import Shift
from alerts.work.deadline import Deadline

GAPS_BEFORE = (timedelta(days=3), timedelta(days=1))
"""So long before coordinators hear of free seats (set when ordered)."""
CONFIRM_BEFORE = timedelta(days=1)
"""So long before it is asked who will be there; who takes a seat later has said so by that (set when ordered)."""
SUBSTITUTE_BEFORE = timedelta(hours=6)
"""Who has not answered by then may not come: others are asked (set when ordered)."""
BACKUPS_FIRST = timedelta(minutes=30)
"""So long the backups alone are asked (our choice)."""
ANSWERED_WITHIN = timedelta(hours=1)
"""Whoever is given a seat later than that has so long to say that they will be there (our choice)."""
SOON_BEFORE_SHIFT = timedelta(hours=1)
UNANSWERED_AFTER = timedelta(minutes=10)
"""So long after the beginning nobody waits for the primary any more (set when ordered)."""
MORNING, EVENING, NIGHT = time(8), time(20), time(21)
"""Local. What would come between night and morning and can come sooner does, the evening before (our choice)."""


def moments(shift: Shift, zone: ZoneInfo) -> Mapping[Deadline, datetime]:
    """Return when which deadline of this shift is due, aware UTC."""
    start = shift.starts_at
    seek = awake(start - SUBSTITUTE_BEFORE, zone)
    return {
        deadlines.GAPS_EARLY: awake(start - GAPS_BEFORE[0], zone),
        deadlines.GAPS_LATE: awake(start - GAPS_BEFORE[1], zone),
        deadlines.CONFIRM_SEATS: awake(start - CONFIRM_BEFORE, zone),
        deadlines.SEEK_SUBSTITUTE: seek,
        deadlines.SEEK_WIDER: seek + BACKUPS_FIRST,
        deadlines.SHIFT_SOON: start - SOON_BEFORE_SHIFT,
        deadlines.SHIFT_STARTS: start,
        deadlines.SHIFT_UNANSWERED: start + UNANSWERED_AFTER,
        deadlines.SHIFT_ENDS: shift.ends_at,
    }


def awake(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment itself, or the evening before where it would wake people. Aware."""
    local = moment.astimezone(zone)
    if MORNING <= local.time() < NIGHT:
        return moment
    day = local.date() if local.time() >= NIGHT else local.date() - timedelta(days=1)
    return datetime.combine(day, EVENING, zone).astimezone(moment.tzinfo)


def counts_as_confirmed(shift: Shift, now: datetime) -> bool:
    """Say whether taking a seat of it now is as good as saying that one will be there."""
    return now >= shift.starts_at - CONFIRM_BEFORE
