"""Digits that belong together however they are written."""

import pytest

from alerts.understanding.digit_runs import digit_runs, number_words
from tests.alerts.understanding.lexicon import said


def found(text: str, least: int = 3) -> list[tuple[str, int]]:
    """Return each run as written, with how many digits it holds."""
    heard = said(text)
    return [
        (text[heard.words[run.start].start : heard.words[run.end - 1].end], run.digits)
        for run in digit_runs(heard, least)
    ]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("4135550188", 10),
        ("413 555 0188", 10),
        ("413.555.0188", 10),
        ("413-555-0188", 10),
        ("413/555/0188", 10),
        ("413) 555-0188", 10),
        ("1 413 555 0188", 11),
        ("1 2 3 4 5 6 7", 7),
        ("four one three", 3),
        ("oh one two", 3),
        ("one 2 three", 3),
        ("four one three, five five five", 6),
        ("cuatro trece", 3),
        ("cincuenta y cinco", 3),
        ("413 y 555", 6),
        ("kat youn twa", 3),
    ],
)
def test_they_are_one_run(text: str, digits: int) -> None:
    assert found(text) == [(text, digits)]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("413, 555", [("413", 3), ("555", 3)]),
        ("413\n\n555, 0188", [("413\n\n555", 6), ("0188", 4)]),
        ("214 Elm, 413 vans", [("214", 3), ("413", 3)]),
        ("call 413 555 now", [("413 555", 6)]),
        ("413 y Elm", [("413", 3)]),
        ("413 y y 555", [("413", 3), ("555", 3)]),
    ],
)
def test_what_stands_between_ends_a_run(text: str, runs: list[tuple[str, int]]) -> None:
    assert found(text) == runs


@pytest.mark.parametrize("text", ["", "12", "4 agents, 3 vans", "y 5", "5 y 6", "12, 3", "migra"])
def test_fewer_digits_than_asked_for_are_no_run(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("least", "runs"), [(3, 1), (4, 0)])
def test_the_border_is_as_many_as_asked_for(least: int, runs: int) -> None:
    assert len(found("123", least)) == runs


@pytest.mark.parametrize(("text", "spelled"), [("413 555", False), ("four one three", True), ("4 one 3", True)])
def test_it_is_said_whether_some_of_it_is_in_words(text: str, spelled: bool) -> None:
    assert [run.spelled for run in digit_runs(said(text), 3)] == [spelled]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("twelve vans", {0: (1, 12)}),
        ("twenty five", {0: (2, 25), 1: (2, 5)}),
        ("veintidos", {0: (1, 22)}),
        ("treinta y dos", {0: (1, 30), 2: (3, 2)}),
        ("12 vans", {}),
    ],
)
def test_number_words_are_told_by_where_they_stand(text: str, numbers: dict[int, tuple[int, int]]) -> None:
    assert number_words(said(text)) == numbers
