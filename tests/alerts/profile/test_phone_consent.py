"""When a volunteer may phone somebody, and when somebody is back who was away."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from alerts.profile.away import AwaySpan, back_at
from alerts.profile.phone_consent import PhoneConsent, may_phone

EAST = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("consent", "hour", "may"),
    [
        (PhoneConsent.NO, 12, False),
        (PhoneConsent.NO, 3, False),
        (PhoneConsent.ANY, 3, True),
        (PhoneConsent.DAY, 6, False),
        (PhoneConsent.DAY, 7, True),
        (PhoneConsent.DAY, 21, True),
        (PhoneConsent.DAY, 22, False),
        (PhoneConsent.DAY, 0, False),
    ],
)
def test_nobody_is_phoned_who_did_not_say_so(consent: PhoneConsent, hour: int, may: bool) -> None:
    assert may_phone(consent, datetime(2026, 11, 20, hour, 59, tzinfo=EAST), EAST) is may


def test_night_is_night_where_the_network_is() -> None:
    five_in_the_morning = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    assert not may_phone(PhoneConsent.DAY, five_in_the_morning, EAST)


def test_somebody_is_back_on_that_morning_where_the_network_is() -> None:
    late = datetime(2026, 11, 21, 4, 30, tzinfo=UTC)
    assert back_at(late, AwaySpan.DAY, EAST) == datetime(2026, 11, 21, 7, 0, tzinfo=EAST)


def test_a_clock_that_is_changed_meanwhile_moves_nobodys_morning() -> None:
    before = datetime(2026, 10, 30, 16, 0, tzinfo=UTC)
    assert back_at(before, AwaySpan.DAYS, EAST) == datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
