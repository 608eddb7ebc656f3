"""Short numbers of rows, by which an operator names them."""

import pytest

from bot.network.short_number import id_of, short_numbers
from bot.settings.settings import SettingsError

ALIKE = [1_883_200_585_120_991_234, 1_883_200_585_120_881_234, 7]


def test_no_two_have_the_same_digits() -> None:
    assert short_numbers(ALIKE) == {ALIKE[0]: "91234", ALIKE[1]: "81234", 7: "7"}
    assert short_numbers([1_883_200_585_120_991_234]) == {1_883_200_585_120_991_234: "1234"}
    assert short_numbers([]) == {}


def test_the_digits_lead_to_the_row_and_what_is_short_of_them_to_none() -> None:
    assert id_of("991234", ALIKE, called="PERSON", listed_by="x") == ALIKE[0]
    for wrong in ("1234", "4", "", "abcd", "٩٩١٢٣٤", "991235"):
        with pytest.raises(SettingsError, match="PERSON"):
            id_of(wrong, ALIKE, called="PERSON", listed_by="x")
