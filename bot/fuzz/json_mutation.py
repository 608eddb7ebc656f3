"""A JSON value made a little wrong: fields missing, of another type, far too long, doubled, moved."""

import copy
import random
from collections.abc import Callable
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
Path: TypeAlias = tuple[str | int, ...]

ODD_TEXTS = (
    "", " ", "\n", "\x00", "\u202e", "\ud800", "a\ud83d", "\ufeff", "\u200b", "٣", "½", "#1", "/", "//", "/ /", "{}",
    "{0}",
    "%s", "%(name)s", "';--", "\\", "\u2028", "🆘", "é" * 300, "x" * 5000, "🏽" * 900, "a\u0301" * 400, "\t" * 99,
    "None", "1e999",
    "-0", "١٢", "0x10", "+1", "@", "https://maps.google.com/?q=999,999", "geo:42.3,-72.6", "42.325,-72.641", "NaN,NaN",
)  # fmt: skip
ODD_NUMBERS = (
    0, -1, 1, 2**31, 2**32, 2**53, 2**63, -(2**63), 10**30, 0.5, -1e-9, 1e300, 253402300800, 253402300800000, 90.0001,
    -181,
)  # fmt: skip
ODD_REST: tuple[Any, ...] = (None, True, False, [], {}, [[]], [{}], [None], {"id": None}, {"id": {}}, ["a", 1])
DROPPED, CHANGED, MOVED = 0.25, 0.75, 0.9
"""A quarter of the mutations drop a field, half change it, some put what stands elsewhere there; the rest double it."""
OF_ANOTHER_TYPE = 0.3
_DEEPEST = 12


def mutated(value: Json, dice: random.Random, keep: Callable[[Path], bool], times: int) -> Json:
    """Return a copy with so many mutations. `keep`: the paths that stay as they are, because no person can set them."""
    made = copy.deepcopy(value)
    for _ in range(times):
        paths = [path for path in _paths(made) if not keep(path)]
        if paths:
            _mutate(made, dice.choice(paths), dice)
    return made


def _paths(value: Any, here: Path = ()) -> list[Path]:
    inside: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    found = [] if not here else [here]
    if len(here) < _DEEPEST:
        for key, one in inside:
            found += _paths(one, (*here, key))
    return found


def _mutate(whole: Json, path: Path, dice: random.Random) -> None:
    *way, last = path
    owner: Any = whole
    for key in way:
        owner = owner[key]
    how = dice.random()
    if how < DROPPED:
        del owner[last]
    elif how < CHANGED:
        owner[last] = _other(owner[last], dice)
    elif how < MOVED:
        others = [other for other in _paths(whole) if other[: len(path)] != path and path[: len(other)] != other]
        if others:
            owner[last] = copy.deepcopy(_at(whole, dice.choice(others)))
    elif isinstance(owner[last], list):
        owner[last] = owner[last] * 2
    else:
        owner[last] = [owner[last]]


def _other(value: Any, dice: random.Random) -> Any:
    if dice.random() < OF_ANOTHER_TYPE:
        return copy.deepcopy(dice.choice(ODD_REST))
    if isinstance(value, str):
        odd = dice.choice(ODD_TEXTS)
        return dice.choice((odd, value + odd, odd + value, value[: len(value) // 2], value.upper(), value * 3))
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return dice.choice((*ODD_NUMBERS, -value, value + 1, str(value)))
    return copy.deepcopy(dice.choice((*ODD_REST, *ODD_TEXTS[:6], *ODD_NUMBERS[:6])))


def _at(whole: Any, path: Path) -> Any:
    for key in path:
        whole = whole[key]
    return whole
