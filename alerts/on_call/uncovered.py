"""Where somebody is missing: hours in which nobody has a shift, and languages that nobody on duty reads."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from alerts.on_call.shift import Shift


def uncovered(shifts: Iterable[Shift], town_id: int, begin: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """Return the spans between these moments in which nobody has a seat in any shift of that town. Aware UTC."""
    found, at = [], begin
    there = (one for one in shifts if town_id in one.covers and one.seats)
    for shift in sorted(there, key=lambda one: one.starts_at):
        if shift.starts_at > at:
            found.append((at, min(shift.starts_at, end)))
        at = max(at, shift.ends_at)
        if at >= end:
            return found
    return [*found, (at, end)] if at < end else found


def unread_languages(
    shift: Shift, languages: Collection[str], read_by: Mapping[int, Collection[str]]
) -> tuple[str, ...]:
    """Return which of these languages (codes) nobody reads who has a seat; nothing where nobody has one.

    `read_by`: the languages of each person.
    """
    if not shift.seats:
        return ()
    read = {code for seat in shift.seats for code in read_by.get(seat.person_id, ())}
    return tuple(code for code in languages if code not in read)
