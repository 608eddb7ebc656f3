"""In how many minutes somebody on a task says that they are there."""

import pytest

from alerts.understanding.eta import LONGEST, eta_minutes
from tests.alerts.understanding.lexicon import said


@pytest.mark.parametrize(
    ("answer", "minutes"),
    [
        ("5 min", 5),
        ("5", 5),
        ("like 10", 10),
        ("15ish", 15),
        ("10m", 10),
        ("be there in 5!!", 5),
        ("5 min, exit 12", 5),
        ("at 413 Elm in 5 min", 5),
        ("5 min, 2 vans here already", 5),
        ("llego en 15 minutos", 15),
        ("10 minutos, voy por la 5", 10),
        ("en 20", 20),
        ("20 minit", 20),
        ("5-10 min", 5),
        ("ten min", 10),
        ("like twenty five minutes", 25),
        ("cinco minutos", 5),
        ("dez minutos", 10),
        ("half an hour", 30),
        ("en media hora", 30),
        ("1 min", 1),
        ("60 min", LONGEST),
    ],
)
def test_minutes_are_heard_however_they_are_written(answer: str, minutes: int) -> None:
    assert eta_minutes(said(answer)) == minutes


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("", id="says nothing"),
        pytest.param("on my way", id="says no number"),
        pytest.param("0 min", id="is there already"),
        pytest.param("61 min", id="longer than anybody waits"),
        pytest.param("1000 min", id="a digit too many"),
        pytest.param("1 hour", id="an hour"),
        pytest.param("2hrs", id="hours written together"),
        pytest.param("an hour and a half", id="more than an hour in words"),
        pytest.param("una hora", id="an hour in Spanish"),
        pytest.param("one of them left", id="a number in words that counts no minutes"),
        pytest.param("5 or 10 min", id="two numbers"),
        pytest.param("5:30", id="a time of the clock"),
        pytest.param("llego a las 6", id="the hour in Spanish"),
        pytest.param("I get off at 6", id="the hour in English"),
        pytest.param("chego às 7", id="the hour in Portuguese"),
        pytest.param("6pm", id="an hour of the evening"),
        pytest.param("still at exit 12", id="an exit"),
        pytest.param("voy por la 5", id="a road"),
        pytest.param("apt 3", id="a door"),
        pytest.param("2 blocks away", id="blocks"),
        pytest.param("estoy a 3 cuadras", id="blocks in Spanish"),
        pytest.param("2 vans", id="a count"),
        pytest.param("2 days", id="days"),
        pytest.param("2nd street", id="a street that is counted"),
    ],
)
def test_what_counts_no_minutes_says_none(answer: str) -> None:
    assert eta_minutes(said(answer)) is None
