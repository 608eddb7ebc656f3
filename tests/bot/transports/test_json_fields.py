"""Fields of JSON that somebody else wrote: what has another shape than it should counts as not there."""

import pytest

from bot.transports.json_fields import whole


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (5, 5),
        (5.0, 5),
        ("5", 5),
        ("-5", -5),
        ("--5", None),
        ("-", None),
        ("", None),
        ("5.5", None),
        (True, None),
        (None, None),
    ],
)
def test_a_whole_number_is_one_however_it_is_written(written: object, number: int | None) -> None:
    assert whole({"timestamp": written}, "timestamp") == number
