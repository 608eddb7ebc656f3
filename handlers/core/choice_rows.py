"""Rows of choices, as a notice holds them."""

from collections.abc import Sequence

from alerts.notices import Choice


def in_pairs(choices: Sequence[Choice]) -> tuple[tuple[Choice, ...], ...]:
    """Return these choices, two in a row."""
    return tuple(tuple(choices[place : place + 2]) for place in range(0, len(choices), 2))
