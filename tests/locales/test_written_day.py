"""A day as people write it."""

from datetime import date

import pytest

from locales.written_day import written_day

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-12-05", date(2026, 12, 5)),
        ("December 5", date(2026, 12, 5)),
        ("Dec. 5th", date(2026, 12, 5)),
        ("5 de diciembre", date(2026, 12, 5)),
        ("el 5 de dic de 2027", date(2027, 12, 5)),
        ("November 20", TODAY),
        ("1 de noviembre", date(2027, 11, 1)),
        ("Feb 29", date(2028, 2, 29)),
        ("february 30", None),
        ("2026-13-05", None),
        ("12/5", None),
        ("5 of nothing", None),
        ("", None),
    ],
)
def test_a_day_in_words_is_the_next_such_day(words: str, day: date | None) -> None:
    assert written_day(words, TODAY, ("en", "es")) == day
