"""Times told as a span before now."""

import pytest

from alerts.understanding.spans_of_time import DAY, minutes_back
from tests.alerts.understanding.lexicon import said


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("20 min ago", 20),
        ("20min ago", 20),
        ("10 mins back", 10),
        ("like 20 minutes or so ago", 20),
        ("ten min ago", 10),
        ("twenty five minutes ago", 25),
        ("0 min ago", 0),
        ("1000 min ago", 1000),
        ("a minute ago", 1),
        ("an hour ago", 60),
        ("two hours ago", 120),
        ("2hrs ago", 120),
        ("half an hour ago", 30),
        ("a quarter of an hour ago", 15),
        ("an hour and a half ago", 90),
        ("an hour and 20 minutes ago", 80),
        ("1.5 hours ago", 90),
        ("1/2 hour ago", 30),
        ("2 1/2 hours ago", 150),
        ("hace 20 min", 20),
        ("hace como 20 minutos", 20),
        ("hace treinta y cinco minutos", 35),
        ("hace media hora", 30),
        ("hace un cuarto de hora", 15),
        ("hace una hora", 60),
        ("hace hora y media", 90),
        ("hace dos horas y media", 150),
        ("hace una hora y 20 minutos", 80),
        ("hace hora y pico", 60),
        ("hace 1h30", 90),
        ("hace 3 cuartos de hora", 45),
        ("three quarters of an hour ago", 45),
        ("como 20 minutos atrás", 20),
        ("faz uns 20 minutos", 20),
        ("faz 1 hora e meia", 90),
        ("meia hora atrás", 30),
        ("sa gen 10 minit", 10),
        ("sa gen inèdtan", 60),
        ("sa gen yon èdtan", 60),
        ("10mn de sa", 10),
    ],
)
def test_a_span_before_now_is_told_in_minutes(text: str, minutes: int) -> None:
    assert minutes_back(said(text)) == minutes


@pytest.mark.parametrize("text", ["a few minutes ago", "a couple of min ago", "hace unos minutos", "hace un momentito"])
def test_a_few_minutes_are_taken_for_five(text: str) -> None:
    assert minutes_back(said(text)) == 5


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("24 hours ago", DAY), ("3 days ago", 3 * DAY), ("a week ago", DAY), ("hace 2 meses", 2 * DAY)]
    + [(text, 20 * DAY) for text in ("20 years ago", "hace 20 años", "faz 20 anos", "sa gen 20 ane")],
)
def test_days_weeks_and_years_are_a_day_at_least(text: str, minutes: int) -> None:
    assert minutes_back(said(text)) == minutes


@pytest.mark.parametrize(
    "text", ["5-10 min ago", "5 to 10 min ago", "hace 5-10 minutos", "hace 5 a 10 minutos", "hace 5 o 10 minutos"]
)
def test_of_a_range_the_longer_counts_so_that_nobody_is_sent_too_late(text: str) -> None:
    assert minutes_back(said(text)) == 10


@pytest.mark.parametrize("text", ["20 minutes ago and again 5 minutes ago", "hace 5 min, y antes hace 1 hora"])
def test_of_several_spans_the_newest_counts(text: str) -> None:
    assert minutes_back(said(text)) == 5


@pytest.mark.parametrize("text", ["at exit 5, 20 min ago", "apt 1, 20 min ago", "route 9. 20 min ago"])
def test_a_number_in_another_clause_is_no_part_of_the_span(text: str) -> None:
    assert minutes_back(said(text)) == 20


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="says nothing"),
        pytest.param("20 minutes", id="before or behind what is not said"),
        pytest.param("in 20 minutes", id="still to come"),
        pytest.param("en 20 minutos", id="still to come in Spanish"),
        pytest.param("for 20 minutes", id="lasts"),
        pytest.param("20 min from here", id="a way"),
        pytest.param("5 meters ago", id="no time"),
        pytest.param("3 vans back", id="no time either"),
        pytest.param("hace falta 20 minutos", id="is needed"),
    ],
)
def test_what_is_no_span_before_now_is_none(text: str) -> None:
    assert minutes_back(said(text)) is None
