"""Times of the clock: how long before a message they were."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from alerts.understanding.clock_times import minutes_since
from tests.alerts.understanding.lexicon import said

NOON = datetime(2026, 11, 27, 12, 0, tzinfo=ZoneInfo("America/New_York"))
EVENING = NOON.replace(hour=22)
MIDNIGHT = NOON.replace(hour=0)


def ago(text: str, sent_at: datetime | None) -> int | None:
    """Return how many minutes before; the text must tell a time."""
    since = minutes_since(said(text), sent_at)
    assert since is not None
    return since.minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("5:15 pm", 285),
        ("at 5:15pm on Elm", 285),
        ("515pm", 285),
        ("saw them at 9", 60),
        ("around 9, two vans", 60),
        ("9ish", 60),
        ("at 9 p.m.", 60),
        ("at 9 a. m.", 13 * 60),
        ("at nine, two vans", 60),
        ("a las 9", 60),
        ("a las nueve", 60),
        ("a las nueve y media", 30),
        ("como a las 9", 60),
        ("a las 5:15 de la tarde", 285),
        ("9 de la noche", 60),
        ("a la una de la tarde", 9 * 60),
        ("las vi a la una", 9 * 60),
        ("às 8:15 da noite", 105),
        ("às 21h30", 30),
        ("21h30", 30),
        ("22:00", 0),
        ("21:59", 1),
        ("5:30 and again 9:30 pm", 30),
    ],
)
def test_a_time_of_the_clock_counts_back_from_the_evening(text: str, minutes: int) -> None:
    assert ago(text, EVENING) == minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        pytest.param("12:00", 0, id="noon is now"),
        pytest.param("12 pm", 0, id="12 pm is noon"),
        pytest.param("12 am", 720, id="12 am is midnight"),
        pytest.param("12:30 am", 690, id="half an hour behind midnight"),
        pytest.param("0:00", 720, id="0:00 is midnight"),
        pytest.param("00:30", 690, id="half past it"),
        pytest.param("24:00", 720, id="24:00 is midnight"),
        pytest.param("11:59 am", 1, id="a minute before noon"),
        pytest.param("1 am", 660, id="the first hour"),
        pytest.param("at 1", 660, id="without am the last that was"),
    ],
)
def test_noon_and_midnight_are_told_apart_at_noon(text: str, minutes: int) -> None:
    assert ago(text, NOON) == minutes


@pytest.mark.parametrize(
    ("text", "sent_at"),
    [
        pytest.param("at 1 pm", NOON, id="has not been yet today"),
        pytest.param("12:01 pm", NOON, id="a minute from now"),
        pytest.param("23:59", MIDNIGHT, id="a minute before this day"),
        pytest.param("yesterday at 8am", NOON, id="yesterday"),
        pytest.param("ayer a las 8", NOON, id="yesterday in Spanish"),
        pytest.param("el lunes a las 8", NOON, id="another day of the week"),
        pytest.param("at 8am", None, id="nobody knows when it was written"),
    ],
)
def test_what_was_not_on_this_day_must_be_asked(text: str, sent_at: datetime | None) -> None:
    assert ago(text, sent_at) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("6 agents", id="agents"),
        pytest.param("around 6 agents", id="about as many agents"),
        pytest.param("a las 6 agentes", id="agents in Spanish"),
        pytest.param("6 agents this morning", id="agents before a time of day"),
        pytest.param("a las dos vans", id="both vans"),
        pytest.param("at 6 Main st", id="a house"),
        pytest.param("at 9th and Main", id="a street that is counted"),
        pytest.param("at 5 and Main", id="a corner"),
        pytest.param("route 9", id="a route"),
        pytest.param("exit 12am", id="an exit"),
        pytest.param("por la 9", id="a road in Spanish"),
        pytest.param("en la cinco", id="a road in words"),
        pytest.param("at 25", id="an hour too many"),
        pytest.param("25:00", id="an hour too many with minutes"),
        pytest.param("12:60", id="a minute too many"),
        pytest.param("99:99", id="nothing of a clock"),
        pytest.param("at 413", id="a digit too many"),
        pytest.param("in 2024", id="a year"),
        pytest.param("$9", id="a price"),
    ],
)
def test_what_is_no_time_of_the_clock_is_none(text: str) -> None:
    assert minutes_since(said(text), NOON) is None


def test_the_words_that_say_it_are_named_by_their_index() -> None:
    since = minutes_since(said("vans at 5:15 pm"), NOON)
    assert since is not None
    assert since.words == (2, 3)
