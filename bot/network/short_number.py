"""The few digits by which an operator names a row: the end of its id, as long as it takes to tell them apart."""

from collections.abc import Collection

from bot.settings.settings import SettingsError

_LEAST = 4


def short_numbers(ids: Collection[int]) -> dict[int, str]:
    """Return for each id its last digits: at least four, and no two alike."""
    whole = [str(one) for one in ids]
    length = _LEAST
    while len({one[-length:] for one in whole}) < len({*whole}):
        length += 1
    return {one: str(one)[-length:] for one in ids}


def id_of(number: str, ids: Collection[int], *, called: str, listed_by: str) -> int:
    """Return the one id that ends with these digits. Raises SettingsError where none does, or several."""
    found = [one for one in ids if number.isascii() and number.isdigit() and str(one).endswith(number)]
    if len(number) < _LEAST or len(found) != 1:
        raise SettingsError(called, "is none of the list", f"take one from `{listed_by}`")
    return found[0]
