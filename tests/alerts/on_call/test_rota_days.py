"""On which days a rota's shifts begin, and which moments a local time of day means on them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from alerts.on_call.rota import LAST, RotaPattern, RotaPlan
from alerts.on_call.rota_days import days, span

BOSTON = ZoneInfo("America/New_York")
EVENING, MORNING = time(19), time(7)
MONDAY = date(2026, 11, 2)
EVERY_DAY = tuple(range(7))


def plan(pattern: RotaPattern, **changes: object) -> RotaPlan:
    given: dict[str, object] = {
        "town_ids": (1,),
        "pattern": pattern,
        "starts": EVENING,
        "ends": MORNING,
        "people": (1,),
        "begins_on": MONDAY,
    }
    return RotaPlan(**(given | changes))  # type: ignore[arg-type]


def found(pattern: RotaPattern, weeks: int = 9, **changes: object) -> list[date]:
    return list(days(plan(pattern, **changes), MONDAY - timedelta(days=1), MONDAY + timedelta(weeks=weeks, days=-1)))


def test_some_days_of_every_week() -> None:
    assert found(RotaPattern(weekdays=(1, 4)), weeks=2) == [date(2026, 11, day) for day in (3, 6, 10, 13)]


def test_every_other_week_counts_from_the_week_in_which_it_begins() -> None:
    wednesday = date(2026, 11, 4)
    assert found(RotaPattern(weekdays=(0, 2), every=2), weeks=4, begins_on=wednesday) == [
        wednesday,
        date(2026, 11, 16),
        date(2026, 11, 18),
    ]


@pytest.mark.parametrize(
    ("nth", "expected"),
    [
        (1, [date(2026, 11, 7), date(2026, 12, 5), date(2027, 1, 2)]),
        (2, [date(2026, 11, 14), date(2026, 12, 12)]),
        (LAST, [date(2026, 11, 28), date(2026, 12, 26)]),
    ],
)
def test_such_a_day_of_every_month(nth: int, expected: list[date]) -> None:
    assert found(RotaPattern(weekdays=(5,), nth=nth)) == expected


def test_nothing_before_it_begins_and_nothing_after_it_ends() -> None:
    some = found(RotaPattern(weekdays=EVERY_DAY), begins_on=date(2026, 11, 5), ends_on=date(2026, 11, 7))
    assert some == [date(2026, 11, 5), date(2026, 11, 6), date(2026, 11, 7)]


def test_what_was_made_is_not_made_again() -> None:
    weekly = plan(RotaPattern(weekdays=EVERY_DAY))
    first = list(days(weekly, MONDAY, MONDAY + timedelta(days=3)))
    then = list(days(weekly, MONDAY + timedelta(days=3), MONDAY + timedelta(days=4)))
    assert len(first) == 3
    assert then == [MONDAY + timedelta(days=4)]


@pytest.mark.parametrize(
    ("night", "hours"),
    [
        (date(2026, 3, 7), 11),
        (date(2026, 10, 31), 13),
        (date(2026, 11, 20), 12),
    ],
    ids=["clocks are put forward", "clocks are put back", "any other"],
)
def test_a_night_over_a_change_of_clocks_is_an_hour_shorter_or_longer(night: date, hours: int) -> None:
    begin, end = span(night, EVENING, MORNING, BOSTON)
    assert end - begin == timedelta(hours=hours)
    assert begin.astimezone(BOSTON).time() == EVENING
    assert end.astimezone(BOSTON).time() == MORNING
    assert begin.tzinfo is UTC


@pytest.mark.parametrize("first", [date(2026, 3, 6), date(2026, 10, 30)])
@pytest.mark.parametrize("change", [time(7), time(2), time(2, 30), time(1, 30)])
def test_neighbours_meet_without_a_gap_over_both_changes(first: date, change: time) -> None:
    """Also where one hands over in the hour that is left out, or comes twice."""
    end_before: datetime | None = None
    for day in (first + timedelta(days=n) for n in range(4)):
        by_day = span(day, change, EVENING, BOSTON)
        by_night = span(day, EVENING, change, BOSTON)
        assert by_day[1] == by_night[0]
        assert end_before in (None, by_day[0])
        end_before = by_night[1]


def test_a_shift_that_ends_at_the_hour_at_which_it_began_lasts_a_day() -> None:
    begin, end = span(MONDAY, MORNING, MORNING, BOSTON)
    assert end - begin == timedelta(days=1)
