"""Shifts as they are kept, for tests of rules that look at many."""

from datetime import UTC, datetime, timedelta
from itertools import count

from alerts.on_call.shift import Shift, ShiftSeat

NOON = datetime(2026, 11, 20, 17, tzinfo=UTC)
_ids = count(1)


def made_up(*people: int, begin: datetime = NOON, hours: float = 12, towns: tuple[int, ...] = (1,)) -> Shift:
    """A shift of these persons, the primary first."""
    shift_id = next(_ids)
    seats = tuple(
        ShiftSeat(id=next(_ids), shift_id=shift_id, position=position, person_id=one)
        for position, one in enumerate(people, 1)
    )
    return Shift(
        id=shift_id,
        town_ids=towns,
        starts_at=begin,
        ends_at=begin + timedelta(hours=hours),
        wanted=max(1, len(people)),
        seats=seats,
    )
