"""People's words shown inside ours."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.notices import Quote
from locales.quoting import quoted


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("two vans", "two vans"),
        ("  two\n\nvans\t here\u2028now\u00a0 ", "two / vans here / now"),
        ("", ""),
        (" \n ", ""),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("\u2066x\u2069", "x"),
        ("a\u200bb\ufeffc", "abc"),
        ("a\ud800b", "ab"),
        ("<b>&amp;*x*", "<b>&amp;*x*"),
        ("👩‍👩‍👧 ✊🏽", "👩‍👩‍👧 ✊🏽"),
        ("mañana", "mañana"),
        ("\u3164\u2800\u115f", ""),
        ("Elm\u3164St", "Elm St"),
        ("press /stop now", "press stop now"),
        ("//stop", "stop"),
        ("Elm/Main", "Elm/Main"),
        ("https://example.org/stop", "https://example.org/stop"),
    ],
)
def test_words_are_shown_on_one_line_without_what_does_harm(words: str, expected: str) -> None:
    assert quoted(Quote(words)) == expected


@pytest.mark.parametrize("words", ["שלום", "مرحبا at Elm"])
def test_right_to_left_words_are_kept_and_isolated(words: str) -> None:
    assert quoted(Quote(words)) == f"\u2068{words}\u2069"


def test_an_isolate_of_the_writers_own_cannot_end_ours() -> None:
    hello = "שלום"
    assert quoted(Quote(f"{hello}\u2069\u202e end")) == f"\u2068{hello} end\u2069"


def test_a_heap_of_marks_is_thinned() -> None:
    assert len(quoted(Quote("a" + "\u0301" * 500 + "b"))) == 8


@pytest.mark.parametrize(
    ("words", "limit", "expected"),
    [
        ("two white vans", 14, "two white vans"),
        ("two white vans", 13, "two white…"),
        ("two white vans", 10, "two white…"),
        ("two white vans", 9, "two…"),
        ("twowhitevans", 6, "twowh…"),
        ("a twowhitevansandmore", 12, "a twowhitev…"),
        ("ab👩‍👩‍👧", 5, "ab…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
    ],
)
def test_long_words_are_cut_at_a_word(words: str, limit: int, expected: str) -> None:
    assert quoted(Quote(words, limit=limit)) == expected


@given(st.text(st.characters(codec=None), max_size=200), st.integers(0, 60))
def test_whatever_people_write_comes_out_short_and_tame(words: str, limit: int) -> None:
    shown = quoted(Quote(words, limit=limit)).removeprefix("\u2068").removesuffix("\u2069")
    assert len(shown) <= limit
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cs", "Zl", "Zp"}
    shown.encode()
