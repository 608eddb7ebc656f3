"""The days on which a rota's shifts begin, and a local time of day as the moments that it means."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from alerts.on_call.rota import LAST, RotaPattern, RotaPlan

_WEEK = 7


def days(plan: RotaPlan, after: date, through: date) -> Iterator[date]:
    """Yield the days on which a shift of this plan begins, later than `after` and up to `through`."""
    day = max(after + timedelta(days=1), plan.begins_on)
    last = min(through, plan.ends_on) if plan.ends_on is not None else through
    while day <= last:
        if _is_one(plan.pattern, day, plan.begins_on):
            yield day
        day += timedelta(days=1)


def span(day: date, starts: time, ends: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return when a shift of that local day begins and ends, aware UTC; where `ends` is not later, on the next day.

    Both are what clocks on the wall show: a night over a change of clocks is an hour longer or shorter, and what begins
    where it ends begins at that very moment. An hour that comes twice is its first one; one that is left out is the
    hour after it.
    """
    end_day = day if ends > starts else day + timedelta(days=1)
    return _moment(day, starts, zone), _moment(end_day, ends, zone)


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)


def _is_one(pattern: RotaPattern, day: date, begins_on: date) -> bool:
    if pattern.nth is not None:
        return day.weekday() == pattern.weekdays[0] and _is_nth(day, pattern.nth)
    weeks = (_monday(day) - _monday(begins_on)).days // _WEEK
    return day.weekday() in pattern.weekdays and weeks % pattern.every == 0


def _is_nth(day: date, nth: int) -> bool:
    if nth == LAST:
        return (day + timedelta(days=_WEEK)).month != day.month
    return (day.day - 1) // _WEEK + 1 == nth


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
