"""A moment as a dispatcher types it, half asleep."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from locales.written_time import written_time

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 20, 17, 2, tzinfo=ZONE).astimezone(UTC)
"""A Friday."""


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("now", "20 17:02"),
        ("Ahorita", "20 17:02"),
        ("20 min ago", "20 16:42"),
        ("hace 40 minutos", "20 16:22"),
        ("40 min", "20 16:22"),
        ("2 hours ago", "20 15:02"),
        ("Hace una hora.", "20 16:02"),
        ("half an hour ago", "20 16:32"),
        ("5:30 am", "20 05:30"),
        ("at 4:55 PM", "20 16:55"),
        ("a las 4:55", "20 16:55"),
        ("5 pm", "20 17:00"),
        ("5:30", "20 05:30"),
        ("16:30", "20 16:30"),
        ("12:15 a.m.", "20 00:15"),
        ("12:15", "20 12:15"),
        ("11 de la noche", "19 23:00"),
        ("6 pm", "19 18:00"),
        ("17:30", "19 17:30"),
        ("ayer a las 3 pm", "19 15:00"),
        ("3 pm yesterday", "19 15:00"),
        ("las 5 de la mañana", None),
        ("a las 5 de la mañana", "20 05:00"),
        ("today 6 pm", None),
        ("5", None),
        ("25:00", None),
        ("4:75", None),
        ("two vans", None),
        ("", None),
    ],
)
def test_what_is_written_is_the_newest_moment_it_can_mean(words: str, seen: str | None) -> None:
    found = written_time(words, NOW, ZONE)
    assert (f"{found.astimezone(ZONE):%d %H:%M}" if found else None) == seen


@pytest.mark.parametrize("words", ["now", "0 min ago", "17:02", "999 hours ago"])
def test_no_moment_lies_in_the_future(words: str) -> None:
    found = written_time(words, NOW, ZONE)
    assert found is not None
    assert found - NOW <= timedelta()
