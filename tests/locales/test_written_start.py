"""When something planned begins, as people write it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from locales.written_start import written_start

ZONE = ZoneInfo("America/New_York")
CHOSEN = date(2026, 12, 5)
EVENING = datetime(2026, 12, 5, 23, 30, tzinfo=UTC)
MORNING = datetime(2026, 12, 5, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("2026-12-05 18:30", EVENING),
        ("2026-12-5 6:30 pm", EVENING),
        ("2026/12/05, 6:30 PM", EVENING),
        ("2026.12.05 6:30 p.m.", EVENING),
        ("2026-12-05T18:30", EVENING),
        ("2026 12 5 a las 6:30 de la tarde", EVENING),
        ("6:30 pm", EVENING),
        ("6.30pm", EVENING),
        ("18:30", EVENING),
        ("18h30", EVENING),
        ("a las 6:30 p. m.", EVENING),
        ("9 am", MORNING),
        ("09:00", MORNING),
        ("9 de la mañana", MORNING),
        ("at 9 in the morning", MORNING),
        ("12:30 am", datetime(2026, 12, 5, 5, 30, tzinfo=UTC)),
        ("12 pm", datetime(2026, 12, 5, 17, 0, tzinfo=UTC)),
        # A date of its own goes before the day that was chosen.
        ("2026-12-06 9 am", datetime(2026, 12, 6, 14, 0, tzinfo=UTC)),
    ],
)
def test_what_is_plain_is_understood(words: str, meant: datetime) -> None:
    assert written_start(words, ZONE, CHOSEN) == meant


@pytest.mark.parametrize(
    "words",
    [
        "6:30", "6", "18", "25:00", "13 pm", "0 am", "6:75 pm", "12/5 6:30 pm", "5/12/2026 18:30", "2026-13-05 18:30",
        "2026-02-30 18:30", "2026-12-05", "tomorrow at 6 pm", "two vans at 6 pm", "", "pm", "6:30 pm at Elm St",
        # Clocks are put forward over it.
        "2026-03-08 02:30",
    ],
)  # fmt: skip
def test_what_may_mean_something_else_is_not(words: str) -> None:
    assert written_start(words, ZONE, CHOSEN) is None


def test_a_time_without_a_day_means_nothing() -> None:
    assert written_start("6:30 pm", ZONE, None) is None
