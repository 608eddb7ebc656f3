"""How evenly shifts lie on people's shoulders: hours and nights of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from alerts.on_call.shift import Shift

DEEP_NIGHT = time(3)
"""A shift that holds this local time is a night."""


@dataclass(frozen=True, kw_only=True)
class ShiftShare:
    """What one person had of the shifts in question."""

    person_id: int
    hours: float = 0.0
    nights: int = 0


def shares(shifts: Iterable[Shift], zone: ZoneInfo) -> list[ShiftShare]:
    """Return everybody's share, who has the most hours first."""
    hours: dict[int, float] = {}
    nights: dict[int, int] = {}
    for shift in shifts:
        length = (shift.ends_at - shift.starts_at) / timedelta(hours=1)
        for seat in shift.seats:
            hours[seat.person_id] = hours.get(seat.person_id, 0.0) + length
            nights[seat.person_id] = nights.get(seat.person_id, 0) + is_night(shift, zone)
    found = [ShiftShare(person_id=whose, hours=hours[whose], nights=nights[whose]) for whose in hours]
    return sorted(found, key=lambda one: (-one.hours, -one.nights, one.person_id))


def is_night(shift: Shift, zone: ZoneInfo) -> bool:
    """Say whether it holds the deepest of a night."""
    first = shift.starts_at.astimezone(zone).date()
    nights = (datetime.combine(first + timedelta(days=n), DEEP_NIGHT, zone) for n in (0, 1))
    return any(shift.starts_at <= night < shift.ends_at for night in nights)
