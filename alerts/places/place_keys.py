"""Keys by which places that may be one are found among thousands: whatever is the same place shares one of them.

They only narrow down; same_place decides. Each follows from a way in which two names, numbers or points count as one
(names.py, sounds.py): it is the same for both.
"""

import math
from itertools import permutations

from alerts.places.names import ONE_A_TOWN
from alerts.places.place import Place, Point, on_earth
from alerts.places.place_name import place_name
from alerts.places.sounds import ear_keys

_LATITUDE, _LONGITUDE = 0.01, 0.02
"""Degrees of a cell's sides: never less than 500 m as far north as 75 degrees, so that neighbors hold what is near."""
_MOST_NAMES = 12
"""Of a place that names more, so many are keys: a crossing has two, a list of streets is no place (our choice)."""
_HALF = 5
"""Letters from which on one may be wrong: then the first or the last so many are right."""


def place_keys(place: Place) -> frozenset[str]:
    """Return the keys by which this place is found."""
    return _cells(place.point, 0) | _word_keys(place.words)


def keys_of_near(place: Place) -> frozenset[str]:
    """Return the keys of every place that may be the same as this one."""
    return _cells(place.point, 1) | _word_keys(place.words)


def _cells(point: Point | None, around: int) -> frozenset[str]:
    """Return the cell of a point and those so many around it."""
    if point is None or not on_earth(point):
        # Of what is nowhere, nothing is near.
        return frozenset()
    north, east = math.floor(point[0] / _LATITUDE), math.floor(point[1] / _LONGITUDE)
    spread = range(-around, around + 1)
    return frozenset(f"@{north + up},{east + right}" for up in spread for right in spread)


def _word_keys(words: str) -> frozenset[str]:
    if not words:
        return frozenset()
    name = place_name(words)
    keys = {f"#{number}" for number in sorted(name.numbers)[:_MOST_NAMES]}
    keys |= {f"!{kind}" for kinds in name.kinds if kinds <= ONE_A_TOWN for kind in kinds}
    # The longest, which tell most; the same ones whoever tells them.
    names = sorted(name.names, key=lambda one: (-len(one), one))[:_MOST_NAMES]
    for one in names:
        keys |= _name_keys(one)
    # "Wal Mart": two names here may be one there.
    for pair in permutations(names, 2):
        keys |= {f"={pair[0]}{pair[1]}"}
    return frozenset(keys)


def _name_keys(name: str) -> set[str]:
    keys = {f"={name}", f"={name.rstrip('s')}", f"~{''.join(sorted(name))}"}
    if name[-2:] == name[-1] * 2:
        # "Fin" for Finn.
        keys.add(f"={name[:-1]}")
    if len(name) >= 2 * _HALF - 1:
        keys |= {f"<{name[: _HALF - 1]}", f">{name[-(_HALF - 1) :]}"}
    return keys | {f"%{key}" for key in ear_keys(name)}
