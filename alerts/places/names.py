"""Whether two descriptions name one place: a corner, a house, a landmark, in English, Spanish or both mixed.

docs/decisions/0004-same-place.md tells the rule, what it was measured on and what it misses on purpose.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from alerts.places.place import plain_words
from alerts.places.vocabulary import CONNECTORS, DIRECTIONS, KINDS, LITTLE, NUMBERS, PHRASES, STREETS

SAME_WORDS = 90
"""Of every name, so much (0-100) must agree: one letter may be wrong in a name of ten, none in a shorter one."""

_JOINED = re.compile(rf"[&/+,;]|\b(?:{'|'.join(CONNECTORS)})\b")
_PHRASES = re.compile(rf"\b(?:{'|'.join(PHRASES)})\b")
_DOOR = re.compile(r"(?:\b(?:apt|apartment|unit|apto|apartamento|depto|piso)\b\.?|#)\s*\w+")
_NUMBER = re.compile(r"(\d+)(?:st|nd|rd|th|ra|da|ta|va|na|ma|ro|to|vo|no|mo|do|er|a|o)?")
_CORNER = 2
"""Two names or numbers make a corner or an address; of a single one the kind must be told alike."""


@dataclass(frozen=True)
class PlaceName:
    """What of a description tells one place from another."""

    names: frozenset[str]
    numbers: frozenset[str]
    """Of houses, routes, and streets that are counted."""
    streets: frozenset[str]
    """Street, avenue, road: where they are told."""
    kinds: frozenset[str]
    """School, church, farm: words that stand for many places."""
    directions: frozenset[str]

    @property
    def tells(self) -> int:
        """How many words in it belong to this place only."""
        return len(self.names) + len(self.numbers)


def same_words(one: str, other: str) -> bool:
    """Say whether two descriptions name one place; where in doubt, say no."""
    a, b = place_name(one), place_name(other)
    if not a.tells or a.numbers != b.numbers or a.directions != b.directions or len(a.names) != len(b.names):
        return False
    if _at_odds(a.streets, b.streets) or _at_odds(a.kinds, b.kinds):
        return False
    if a.tells < _CORNER and a.kinds != b.kinds:
        return False
    return similarity(a.names, b.names) >= SAME_WORDS


def similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """Return, from 0 to 100, how far the names that agree least agree, each with the one it is most like."""
    best = [max((OSA.normalized_similarity(a, b) for b in other), default=0.0) for a in one]
    best += [max((OSA.normalized_similarity(a, b) for a in one), default=0.0) for b in other]
    return 100 * min(best, default=1.0)


def place_name(words: str) -> PlaceName:
    """Take a description apart."""
    text = _DOOR.sub(" ", words.casefold().replace("'", "").replace("’", ""))
    parts = [_PHRASES.sub(" ", plain_words(part)).split() for part in _JOINED.split(text)]
    parts = [part for part in parts if any(word not in LITTLE for word in part)]
    read = [_read(part, corner=len(parts) > 1) for part in parts]
    return PlaceName(
        names=_union(part.names for part in read),
        numbers=_union(part.numbers for part in read),
        streets=_union(part.streets for part in read),
        kinds=_union(part.kinds for part in read),
        directions=_union(part.directions for part in read),
    )


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def _read(words: list[str], *, corner: bool) -> PlaceName:
    """Take apart what stands between two connectors; `corner`: there is more than one such part."""
    names: set[str] = set()
    numbers: set[str] = set()
    streets: set[str] = set()
    kinds: dict[str, str] = {}
    directions: set[str] = set()
    for place, word in enumerate(words):
        number = _NUMBER.fullmatch(word)
        if word == "st" and place + 1 < len(words) and not names | numbers | directions:
            # In front of a name it is a saint, behind one a street.
            names.add("saint")
        elif number or word in NUMBERS:
            numbers.add((number[1].lstrip("0") or "0") if number else NUMBERS[word])
        elif word in STREETS:
            streets.add(STREETS[word])
        elif word in DIRECTIONS:
            directions.add(DIRECTIONS[word])
        elif word in KINDS:
            kinds[word] = KINDS[word]
        elif word not in LITTLE:
            names.add(word)
    if (corner or streets) and not names | numbers | directions:
        # "Bridge & Market", "Church Street": here the word is the street's own name.
        names, kinds = set(kinds), {}
    return PlaceName(
        names=frozenset(names),
        numbers=frozenset(numbers),
        streets=frozenset(streets),
        kinds=frozenset(kinds.values()),
        directions=frozenset(directions),
    )


def _at_odds(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)
