"""How long a text is, and how it is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.length import clusters, fit, measure, pages

FAMILY = "👩‍👩‍👧"
PIECES = ["a", "b", " ", "\n", "é", "e\u0301", "🚐", FAMILY, "🇲🇽", "✊🏽", "ש"]
texts = st.lists(st.sampled_from(PIECES), max_size=120).map("".join)


@pytest.mark.parametrize(
    ("text", "units", "octets"),
    [("", 0, 0), ("abc", 3, 3), ("ñ", 1, 2), ("…", 1, 3), ("🚐", 2, 4), (FAMILY, 8, 18)],
)
def test_platforms_count_differently(text: str, units: int, octets: int) -> None:
    assert measure(text, utf16=True) == units
    assert measure(text, utf16=False) == octets


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("ab", ["a", "b"]),
        ("e\u0301a", ["e\u0301", "a"]),
        (FAMILY + "x", [FAMILY, "x"]),
        ("✊🏽✊", ["✊🏽", "✊"]),
        ("🇲🇽🇬🇹🇺", ["🇲🇽", "🇬🇹", "🇺"]),
        ("❤️1️⃣", ["❤️", "1️⃣"]),
        ("\r\n\n", ["\r\n", "\n"]),
        ("", []),
    ],
)
def test_a_character_is_what_a_reader_takes_for_one(text: str, characters: list[str]) -> None:
    assert list(clusters(text)) == characters


@pytest.mark.parametrize(
    ("text", "limit", "utf16", "expected"),
    [
        ("abcdef", 6, True, "abcdef"),
        ("abcdef", 5, True, "abcd…"),
        ("abcdef", 5, False, "ab…"),
        ("ab cdef", 4, True, "ab…"),
        ("a🚐🚐", 4, True, "a🚐…"),
        ("a🚐🚐", 3, True, "a…"),
        (f"a{FAMILY}b", 9, True, "a…"),
        ("ae\u0301x", 3, True, "a…"),
        ("abc", 1, True, "…"),
        ("abc", 2, False, ""),
        ("abc", 0, True, ""),
    ],
)
def test_a_long_text_is_cut_between_characters(text: str, limit: int, utf16: bool, expected: str) -> None:
    assert fit(text, limit, utf16) == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("", 10, []),
        (" \n ", 10, []),
        ("one two", 10, ["one two"]),
        ("one two three", 9, ["one two", "three"]),
        ("one two\nthree", 12, ["one two", "three"]),
        ("a\nbcdef ghijk lm", 14, ["a\nbcdef ghijk", "lm"]),
        ("one\n\ntwo\nthree", 9, ["one\n\ntwo", "three"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("aaa🚐🚐", 4, ["aaa", "🚐🚐"]),
    ],
)
def test_pages_end_with_a_line_or_a_word_where_they_can(text: str, limit: int, expected: list[str]) -> None:
    assert pages(text, limit, utf16=True) == expected


def test_a_heap_of_marks_still_gets_through() -> None:
    heap = "a" + "\u0301" * 50
    assert "".join(pages(heap, 10, utf16=False)) == heap


def test_a_limit_that_holds_no_character_fails() -> None:
    with pytest.raises(ValueError, match="limit"):
        pages("abc", 3, utf16=False)


@given(texts, st.integers(0, 60), st.booleans())
def test_what_is_cut_never_exceeds_the_limit(text: str, limit: int, utf16: bool) -> None:
    cut = fit(text, limit, utf16)
    assert measure(cut, utf16) <= limit
    assert cut == text or text.startswith(cut.removesuffix("…"))


@given(texts, st.integers(18, 60), st.booleans())
def test_pages_lose_white_space_only_and_split_no_character(text: str, limit: int, utf16: bool) -> None:
    parts = pages(text, limit, utf16)
    assert all(part and measure(part, utf16) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
    split = [character for part in parts for character in clusters(part) if not character.isspace()]
    assert split == [character for character in clusters(text) if not character.isspace()]
