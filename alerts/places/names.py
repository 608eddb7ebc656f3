"""Whether two descriptions name one place: a corner, a house, a landmark, in four languages or several mixed.

docs/decisions/0004-same-place.md tells the rule, what it was measured on and what it misses on purpose.
"""

from rapidfuzz.distance import OSA

from alerts.places.place_name import ROADSIDE, PlaceName, place_name
from alerts.places.sounds import loosely_same_by_ear, same_by_ear

ONE_A_TOWN = frozenset({"courthouse", "cityhall", "trainstation", "policestation", "childrensmuseum"})
"""Kinds of places of which a town has one."""
SAME_WORDS = 90
"""Of every name, so much (0-100) must agree: one letter may be wrong in a name of ten, none in a shorter one."""

_CORNER = 2
"""Two names or numbers make a corner or an address; of a single one the kind must be told alike."""
_POSSESSED = 5
"""Letters of names longer than which an s at the end is "of": "Jerome's"; King and Kings are two."""


def same_words(one: str, other: str) -> bool:
    """Say whether two descriptions name one place; where in doubt, say no."""
    return same_name(place_name(one), place_name(other))


def same_name(a: PlaceName, b: PlaceName) -> bool:
    """Say whether two descriptions, taken apart, name one place."""
    if not (a.tells and b.tells) and _is_the_only_one(a, b):
        return True
    if not a.tells or not b.tells or not _numbers_agree(a, b) or not _directions_agree(a, b):
        return False
    if a.streets and b.streets and not a.streets & b.streets:
        return False
    if a.kinds and b.kinds and not _share(a.kinds, b.kinds):
        return False
    less, more = (a, b) if len(a.names) <= len(b.names) else (b, a)
    if not _each_has_its_own(less.names, more.names):
        return False
    told = len(less.names) + len(a.numbers & b.numbers)
    if len(less.names) == len(more.names) == 1 and _is_called_after(a, b):
        return False
    if told < _CORNER:
        return told == 1 and (a.kinds == b.kinds or _share(a.kinds, b.kinds)) and _as_many(a, b)
    return True


def _is_the_only_one(a: PlaceName, b: PlaceName) -> bool:
    """Say whether both are what a town has one of, one of them perhaps with its name: "la corte", "the courthouse"."""
    plain = not (a.numbers | b.numbers | a.streets | b.streets | a.directions | b.directions)
    return plain and any(kind <= ONE_A_TOWN for kind in a.kinds & b.kinds)


def _each_has_its_own(less: frozenset[str], more: frozenset[str]) -> bool:
    """Say whether every name here has one there that is it, no two the same."""
    left = list(more - less)
    doubtful: list[str] = []
    for name in less - more:
        best = next((other for other in left if _is(name, other)), None)
        if best is None:
            doubtful.append(name)
        else:
            left.remove(best)
    if not doubtful:
        return True
    if len(doubtful) > 1:
        return False
    if any(one + other == doubtful[0] for one in left for other in left):
        # "Wal Mart".
        return True
    # One name may be a guess where another agrees.
    return len(less) > 1 and any(loosely_same_by_ear(doubtful[0], other) for other in left)


def _is(a: str, b: str) -> bool:
    if len(a) > _POSSESSED and len(b) > _POSSESSED and a.rstrip("s") == b.rstrip("s"):
        return True
    return 100 * OSA.normalized_similarity(a, b) >= SAME_WORDS or same_by_ear(a, b)


def _numbers_agree(a: PlaceName, b: PlaceName) -> bool:
    if a.numbers == b.numbers:
        return True
    common = a.numbers & b.numbers
    within = common in (a.numbers, b.numbers)
    if within and common and any(kind & ROADSIDE for kind in a.kinds) and _share(a.kinds, b.kinds):
        # "Exit 18" and "exit 18 off 91".
        return True
    return within and len(common) + min(len(a.names), len(b.names)) >= _CORNER


def _directions_agree(a: PlaceName, b: PlaceName) -> bool:
    if a.directions == b.directions:
        return True
    # Of an exit or a mile most people leave out which way they drove.
    if len(a.names & b.names) + len(a.numbers & b.numbers) > _CORNER:
        return not (a.directions and b.directions)
    by_road = any(kind & ROADSIDE for kind in a.kinds) and bool(a.numbers & b.numbers)
    return by_road and not (a.directions and b.directions)


def _share(one: frozenset[frozenset[str]], other: frozenset[frozenset[str]]) -> bool:
    return any(a & b for a in one for b in other)


def _is_called_after(a: PlaceName, b: PlaceName) -> bool:
    """Say whether one of them is called after the other: "Forest Park", "Forest Park Middle School"."""
    less, more = (a.kinds, b.kinds) if len(a.kinds) < len(b.kinds) else (b.kinds, a.kinds)
    further = more - less
    return bool(less) and less < more and not any(one & other for one in further for other in less)


def _as_many(a: PlaceName, b: PlaceName) -> bool:
    """Say whether neither tells more than the other; a kind shared makes up for one name more."""
    return a.tells == b.tells or (_share(a.kinds, b.kinds) and abs(a.tells - b.tells) == 1)
