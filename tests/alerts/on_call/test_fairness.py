"""Hours and nights of each person."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from alerts.on_call.fairness import ShiftShare, is_night, shares
from tests.alerts.on_call.made_up_shifts import NOON, made_up

BOSTON = ZoneInfo("America/New_York")


def test_everybodys_hours_and_nights_are_counted_who_has_most_first() -> None:
    day = made_up(1, 2, begin=NOON, hours=6)
    night = made_up(2, begin=NOON + timedelta(hours=12))
    assert shares([day, night], BOSTON) == [
        ShiftShare(person_id=2, hours=18, nights=1),
        ShiftShare(person_id=1, hours=6, nights=0),
    ]


def test_a_night_over_a_change_of_clocks_counts_the_hours_that_it_had() -> None:
    begin = datetime(2026, 10, 31, 23, tzinfo=UTC)
    assert shares([made_up(1, begin=begin, hours=13)], BOSTON) == [ShiftShare(person_id=1, hours=13, nights=1)]


def test_an_early_morning_is_a_night_and_a_late_evening_is_not() -> None:
    assert is_night(made_up(1, begin=datetime(2026, 11, 20, 7, tzinfo=UTC), hours=4), BOSTON)
    assert not is_night(made_up(1, begin=datetime(2026, 11, 20, 23, tzinfo=UTC), hours=5), BOSTON)
