"""When a monthly test is due: the first Tuesday of a month at six in the evening, say, on the network's clocks."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING, NIGHT = 8, 21
"""Between these local hours people may be woken by a test (set when ordered)."""
WEEKDAYS = range(7)
"""Monday is 0."""
HOURS = (9, 12, 15, 18, 20)
"""Local hours that are offered."""
PUT_OFF_UNTIL = 14
"""What could not be done on its day is tried on each next one up to this day of the month (our choice)."""


@dataclass(frozen=True, kw_only=True)
class ReachSchedule:
    """A town's monthly test."""

    id: int
    town_id: int
    weekday: int
    """Its first one of the month; 0 is Monday."""
    hour: int
    """Local."""

    @property
    def is_offered(self) -> bool:
        """Whether it is one of those that can be chosen."""
        return self.weekday in WEEKDAYS and self.hour in HOURS


def is_night(now: datetime, zone: ZoneInfo) -> bool:
    """Say whether a test would wake people now (aware)."""
    return not MORNING <= now.astimezone(zone).hour < NIGHT


def night_begins(now: datetime, zone: ZoneInfo) -> datetime:
    """Return when the night of this local day begins (aware)."""
    return datetime.combine(now.astimezone(zone).date(), time(NIGHT), zone)


def next_monthly(after: datetime, weekday: int, hour: int, zone: ZoneInfo) -> datetime:
    """Return the next first such weekday of a month at this local hour, later than `after` (aware)."""
    first = after.astimezone(zone).date().replace(day=1)
    while True:
        due = datetime.combine(_first(first, weekday), time(hour), zone)
        if due > after:
            return due
        first = (first + timedelta(days=31)).replace(day=1)


def put_off(now: datetime, schedule: ReachSchedule, zone: ZoneInfo) -> datetime:
    """Return when a test that could not be done now is tried again: on the next day, or in the next month. Aware."""
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    if 1 < tomorrow.day <= PUT_OFF_UNTIL:
        return datetime.combine(tomorrow, time(schedule.hour), zone)
    return next_monthly(now, schedule.weekday, schedule.hour, zone)


def _first(month: date, weekday: int) -> date:
    return month + timedelta(days=(weekday - month.weekday()) % 7)
