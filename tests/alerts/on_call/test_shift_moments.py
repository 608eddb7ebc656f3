"""When what happens to a shift, on clocks that change."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from alerts.areas import DUTIES
from alerts.on_call.deadlines import (
    CONFIRM_SEATS,
    GAPS_EARLY,
    OF_SHIFT,
    SEEK_SUBSTITUTE,
    SEEK_WIDER,
    SHIFT_ENDS,
    SHIFT_SOON,
    SHIFT_STARTS,
    SHIFT_UNANSWERED,
)
from alerts.on_call.rota_days import span
from alerts.on_call.shift_moments import awake, moments
from tests.alerts.on_call.made_up_shifts import made_up

BOSTON = ZoneInfo("America/New_York")


def local(*when: int) -> datetime:
    return datetime(2026, *when, tzinfo=BOSTON)  # type: ignore[misc,arg-type]


def test_an_evenings_shift_has_everything_at_its_distance() -> None:
    start = local(11, 20, 19)
    shift = made_up(1, begin=start)
    at = moments(shift, BOSTON)
    assert at[GAPS_EARLY] == start - timedelta(days=3)
    assert at[CONFIRM_SEATS] == start - timedelta(days=1)
    assert at[SEEK_SUBSTITUTE] == start - timedelta(hours=6)
    assert at[SEEK_WIDER] == start - timedelta(hours=5, minutes=30)
    assert at[SHIFT_SOON] == start - timedelta(hours=1)
    assert at[SHIFT_STARTS] == start
    assert at[SHIFT_UNANSWERED] == start + timedelta(minutes=10)
    assert at[SHIFT_ENDS] == shift.ends_at


def test_of_a_mornings_shift_the_questions_come_the_evening_before() -> None:
    at = moments(made_up(1, begin=local(11, 20, 7)), BOSTON)
    assert at[CONFIRM_SEATS] == local(11, 18, 20)
    assert at[SEEK_SUBSTITUTE] == local(11, 19, 20)
    assert at[SHIFT_SOON] == local(11, 20, 6)


@pytest.mark.parametrize("day", [(3, 8), (11, 1)], ids=["clocks are put forward", "clocks are put back"])
def test_a_night_over_a_change_of_clocks_is_reminded_by_moments_and_ends_by_the_wall(day: tuple[int, int]) -> None:
    begin, end = span(date(2026, *day) - timedelta(days=1), time(19), time(7), BOSTON)
    at = moments(made_up(1, begin=begin, hours=(end - begin) / timedelta(hours=1)), BOSTON)
    assert at[SHIFT_SOON] == begin - timedelta(hours=1)
    assert at[SHIFT_ENDS].astimezone(BOSTON).hour == 7
    assert (at[SHIFT_ENDS] - at[SHIFT_STARTS]) / timedelta(hours=1) in (11, 13)


def test_nothing_that_wakes_comes_between_nine_and_eight() -> None:
    for hour in range(24):
        moved = awake(local(11, 20, hour, 30), BOSTON)
        assert 8 <= moved.astimezone(BOSTON).hour < 21
        assert moved <= local(11, 20, hour, 30)


def test_every_moment_of_a_shift_sets_something_off() -> None:
    """A job that nobody has wired is seen here."""
    assert {one.name for one in OF_SHIFT} <= DUTIES.of.keys()
    assert set(moments(made_up(1), BOSTON)) == set(OF_SHIFT)
