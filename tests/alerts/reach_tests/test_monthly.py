"""When a monthly test is due: by the clocks on people's walls, never at night, never twice for one day."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from alerts.reach_tests.monthly import (
    HOURS,
    MORNING,
    NIGHT,
    ReachSchedule,
    is_night,
    next_monthly,
    night_begins,
    put_off,
)

ZONE = ZoneInfo("America/New_York")
TUESDAY = 1


def _at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("after", "due"),
    [
        (_at(2026, 11, 20, 17), _at(2026, 12, 1, 18)),
        (_at(2026, 12, 1, 17, 59), _at(2026, 12, 1, 18)),
        (_at(2026, 12, 1, 18), _at(2027, 1, 5, 18)),
        (_at(2027, 1, 31, 12), _at(2027, 2, 2, 18)),
    ],
)
def test_it_is_the_first_such_day_of_a_month_and_later_than_now(after: datetime, due: datetime) -> None:
    assert next_monthly(after, TUESDAY, 18, ZONE) == due


def test_six_in_the_evening_stays_six_whatever_the_clocks_do() -> None:
    """Clocks go forward on March 14, 2027, and back on November 7."""
    march = next_monthly(_at(2027, 3, 1), 0, 18, ZONE)
    april = next_monthly(march, 0, 18, ZONE)
    assert (march.astimezone(UTC).hour, april.astimezone(UTC).hour) == (23, 22)
    assert {march.hour, april.hour} == {18}


def test_every_hour_that_is_offered_lies_in_the_day() -> None:
    assert all(MORNING <= hour < NIGHT for hour in HOURS)


@pytest.mark.parametrize(("hour", "night"), [(7, True), (8, False), (20, False), (21, True), (0, True)])
def test_from_nine_to_eight_people_sleep(hour: int, night: bool) -> None:
    assert is_night(_at(2026, 11, 20, hour, 30), ZONE) is night


def test_nothing_is_sent_from_nine_on() -> None:
    assert night_begins(_at(2026, 11, 20, 20, 30), ZONE) == _at(2026, 11, 20, 21)


def test_what_could_not_be_done_is_tried_the_next_day_until_the_middle_of_the_month() -> None:
    kept = ReachSchedule(id=1, town_id=1, weekday=TUESDAY, hour=18)
    assert put_off(_at(2026, 12, 1, 18), kept, ZONE) == _at(2026, 12, 2, 18)
    assert put_off(_at(2026, 12, 13, 18), kept, ZONE) == _at(2026, 12, 14, 18)
    assert put_off(_at(2026, 12, 14, 18), kept, ZONE) == _at(2027, 1, 5, 18)
    assert put_off(_at(2026, 12, 31, 18), kept, ZONE) == _at(2027, 1, 5, 18)
