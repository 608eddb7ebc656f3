"""Who is asked, and told, with which wishes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from alerts.on_call.shift_wishes import ShiftWish, may_be_asked, wants_to_know
from tests.alerts.on_call.made_up_shifts import made_up

BOSTON = ZoneInfo("America/New_York")
NOON = datetime(2026, 11, 20, 17, tzinfo=UTC)
LATE = NOON + timedelta(hours=10)
"""10 in the evening."""


def test_who_wants_no_nights_is_asked_for_days_only() -> None:
    wishes = {ShiftWish.NO_NIGHTS}
    assert may_be_asked(wishes, made_up(begin=NOON + timedelta(hours=3), hours=5), NOON, BOSTON)
    assert not may_be_asked(wishes, made_up(begin=NOON + timedelta(hours=8)), NOON, BOSTON)


def test_who_rests_is_asked_in_the_night_only_for_what_begins_within_the_hour() -> None:
    wishes = {ShiftWish.QUIET_HOURS}
    assert may_be_asked(wishes, made_up(begin=LATE + timedelta(hours=14), hours=5), NOON, BOSTON)
    assert not may_be_asked(wishes, made_up(begin=LATE + timedelta(hours=14), hours=5), LATE, BOSTON)
    assert may_be_asked(wishes, made_up(begin=LATE + timedelta(hours=1)), LATE, BOSTON)
    assert may_be_asked(wishes, made_up(begin=LATE - timedelta(hours=1)), LATE, BOSTON), "it runs"


def test_who_wants_only_what_is_important_is_asked_for_the_coming_day() -> None:
    wishes = {ShiftWish.IMPORTANT_ONLY}
    assert may_be_asked(wishes, made_up(begin=NOON + timedelta(days=1)), NOON, BOSTON)
    assert not may_be_asked(wishes, made_up(begin=NOON + timedelta(days=2)), NOON, BOSTON)


def test_who_has_the_desk_is_told_to_who_wishes_it_at_that_hour() -> None:
    assert wants_to_know((), LATE, BOSTON)
    assert wants_to_know({ShiftWish.NO_NIGHTS}, LATE, BOSTON)
    assert wants_to_know({ShiftWish.QUIET_HOURS}, NOON, BOSTON)
    assert not wants_to_know({ShiftWish.QUIET_HOURS}, LATE, BOSTON)
    assert not wants_to_know({ShiftWish.IMPORTANT_ONLY}, NOON, BOSTON)
