"""What a platform's JSON holds, read without trust: what has another shape than it should counts as not there."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

Json: TypeAlias = Mapping[str, Any]

_NOTHING: Json = {}
_LONGEST_NUMBER = 19
"""Digits of the greatest whole number that a platform's 64 bits hold."""


def part(of: Json, name: str) -> Json:
    """Return an object inside another; an empty one where there is none."""
    value = of.get(name)
    return value if isinstance(value, Mapping) else _NOTHING


def parts(of: Json, name: str) -> list[Json]:
    """Return the objects of a list; anything else in it is left out."""
    value = of.get(name)
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, Sequence) else []


def words(of: Json, name: str) -> str:
    """Return a text; empty where there is none. What no text can hold (half a character) is replaced."""
    value = of.get(name)
    if not isinstance(value, str):
        return ""
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


def whole(of: Json, name: str) -> int | None:
    """Return a whole number, also where it is written as a text; None where there is none."""
    value = of.get(name)
    if isinstance(value, bool):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if (
        isinstance(value, str)
        and value.isascii()
        and value.removeprefix("-").isdigit()
        and len(value) <= _LONGEST_NUMBER
    ):
        value = int(value)
    return value if isinstance(value, int) and abs(value) < 10**_LONGEST_NUMBER else None


def real(of: Json, name: str) -> float | None:
    """Return a number; None where there is none."""
    value = of.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value)
    except OverflowError:
        return None


def yes(of: Json, name: str) -> bool:
    """Return whether something is said to be so."""
    return of.get(name) is True
