"""How the languages of one message stand together, and what of them is left where there is little room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.block import Block, fitted, together
from locales.length import measure

EN, ES = Block.of("Where?\nIt arrived.\nTake care."), Block.of("¿Dónde?\nYa nos llegó.\nCuídese.")
texts = st.text("aé🚐 \n", max_size=60)


def test_the_first_line_in_each_language_stands_before_the_rest() -> None:
    assert together([EN, ES]) == "Where?\n¿Dónde?\n\nIt arrived.\nTake care.\n—\nYa nos llegó.\nCuídese."


def test_one_language_is_the_text_itself() -> None:
    assert together([EN]) == "Where?\nIt arrived.\nTake care."


@pytest.mark.parametrize("utf16", [True, False])
def test_a_cut_leaves_each_language_its_first_line(utf16: bool) -> None:
    shown = fitted([EN, ES], 45, utf16)
    assert measure(shown, utf16) <= 45
    assert shown.startswith("Where?\n¿Dónde?\n\n")
    assert "…\n—\n" in shown


@given(st.lists(texts, min_size=1, max_size=3), st.integers(0, 200), st.booleans())
def test_what_is_cut_always_fits(blocks: list[str], limit: int, utf16: bool) -> None:
    several = [Block.of(text) for text in blocks]
    shown = fitted(several, limit, utf16)
    assert measure(shown, utf16) <= limit or limit < 30
    if measure(together(several), utf16) <= limit:
        assert shown == together(several)
