"""Hours in which nobody is there, and languages that nobody on duty reads."""

from datetime import timedelta

from alerts.on_call.uncovered import uncovered, unread_languages
from tests.alerts.on_call.made_up_shifts import NOON, made_up

END = NOON + timedelta(hours=36)


def test_shifts_that_meet_leave_nothing_open() -> None:
    nights = [made_up(1, begin=NOON + timedelta(hours=12 * n)) for n in range(3)]
    assert uncovered(nights, 1, NOON, END) == []


def test_what_lies_before_between_and_after_shifts_is_open() -> None:
    early, late = made_up(1, begin=NOON + timedelta(hours=2), hours=4), made_up(1, begin=NOON + timedelta(hours=8))
    assert uncovered([late, early], 1, NOON, END) == [
        (NOON, early.starts_at),
        (early.ends_at, late.starts_at),
        (late.ends_at, END),
    ]


def test_a_shift_that_nobody_has_or_that_is_another_towns_covers_nothing() -> None:
    assert uncovered([made_up(), made_up(1, towns=(2,))], 1, NOON, END) == [(NOON, END)]


def test_a_long_shift_covers_what_a_short_one_inside_it_ends_before() -> None:
    assert uncovered([made_up(1, hours=36), made_up(2, hours=2)], 1, NOON, END) == []


def test_what_ran_before_the_first_moment_counts() -> None:
    assert uncovered([made_up(1, begin=NOON - timedelta(hours=30), hours=66)], 1, NOON, END) == []


def test_a_language_that_nobody_with_a_seat_reads_is_missing() -> None:
    shift = made_up(1, 2)
    assert unread_languages(shift, ("en", "es"), {1: ("en",), 2: ("en",)}) == ("es",)
    assert unread_languages(shift, ("en", "es"), {1: ("en",), 2: ("es",)}) == ()
    assert unread_languages(made_up(), ("en", "es"), {}) == ()
