"""What of a place's description tells it from others: names, numbers, kinds, taken apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from alerts.places.doors import without_doors
from alerts.places.kinds import KINDS, kind_at
from alerts.places.street_names import is_front_street, names_a_saint, names_a_street
from alerts.places.vocabulary import (
    BEHIND_JOINS,
    CONNECTORS,
    DIRECTIONS,
    JOINING_SIGNS,
    LITTLE,
    NUMBERS,
    SHORT,
    STREETS,
)
from alerts.tokens import bare

_MOST_WORDS = 40
"""So many words of a description are read: what is longer is no place, and must cost no more (our choice)."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*\.?|[&/+,;@]")
_LETTER = re.compile(r"\b([A-Za-z])-(?=[A-Za-z]{3})")
"""Of "C-Town", which others write as one word."""
_STREET_FRONT = "frontstreet"
_NUMBER = re.compile(r"(\d+)(?:st|nd|rd|th|ra|da|ta|va|na|ma|ro|to|vo|no|mo|do|er|a|o)?")
_LETTERED = re.compile(r"\d{1,3}[a-f]")
_CUTS = JOINING_SIGNS | {",", ";"}
_FIGURES = 3
"""So many make a number one of a house: schools and motels have fewer."""
ROADSIDE = frozenset({"exit", "mile"})
"""Kinds that are told by the number of their road."""
_OF_ROADSIDES = frozenset(frozenset({kind}) for kind in ROADSIDE)
_TURNPIKE = "90"
_ARTICLES = frozenset({"la", "the", "na", "da"})
_NO_SIGN = frozenset({"parkinglot", "loadingdock", "building", "house"})
"""Kinds that tell nothing: every place has one."""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """What of a description tells one place from another."""

    names: frozenset[str]
    numbers: frozenset[str]
    """Of houses, routes, and streets that are counted."""
    streets: frozenset[str]
    """Street, avenue, road: where they are told."""
    kinds: frozenset[frozenset[str]]
    """School, church, farm: each as what its word may stand for."""
    directions: frozenset[str]

    @property
    def tells(self) -> int:
        """How many words in it belong to this place only."""
        return len(self.names) + len(self.numbers)


@lru_cache(maxsize=2_048)
def place_name(words: str) -> PlaceName:
    """Take a description apart. The last are remembered: a report is held against the same ones as the next."""
    names: set[str] = set()
    numbers: set[str] = set()
    streets: set[str] = set()
    kinds: set[frozenset[str]] = set()
    directions: set[str] = set()
    parts = list(_parts(words))
    for part in parts:
        read = _Part(part, corner=len(parts) > 1)
        names |= read.names
        numbers |= read.numbers
        streets |= read.streets
        kinds |= read.kinds
        directions |= read.directions
    if "turnpike" in streets and not names:
        # The one that is called so without a name is Interstate 90.
        streets.discard("turnpike")
        numbers.add(_TURNPIKE)
    if kinds & _OF_ROADSIDES:
        # "91", "I-91", "route 91": of an exit the number tells the road.
        streets.discard("route")
    return PlaceName(
        names=frozenset(names),
        numbers=frozenset(numbers),
        streets=frozenset(streets),
        kinds=frozenset(kinds),
        directions=frozenset(directions),
    )


def _parts(words: str) -> Iterator[list[str]]:
    """Cut at what joins the streets of a corner."""
    large = not words.isupper()
    found_ = _WORD.findall(_LETTER.sub(r"\1", without_doors(words)))[:_MOST_WORDS]
    said = [_plain(found, large=large) for found in found_]
    said = [_STREET_FRONT if is_front_street(said, at) else word for at, word in enumerate(said)]
    part: list[str] = []
    for at, word in enumerate(said):
        if word in _CUTS or (word in CONNECTORS and _tells(part) and _joins(said, at)):
            if _tells(part):
                yield part
                part = []
        else:
            part.append(word.rstrip("."))
    if _tells(part):
        yield part


def _plain(found: str, *, large: bool) -> str:
    """Put a word into small letters; a capital N or E is a direction, not "and": it keeps a point that says so."""
    word = bare(found.rstrip("."))
    return f"{word}." if found[-1] == "." or (large and found in ("N", "E")) else word


def _tells(part: list[str]) -> bool:
    return any(word not in LITTLE for word in part)


def _joins(said: list[str], at: int) -> bool:
    """Say whether a street may follow: in "Big Y on King" it is a letter of the name."""
    after = said[at + 1].rstrip(".") if at + 1 < len(said) else ""
    return bool(after) and (after not in LITTLE or after in BEHIND_JOINS) and after not in _CUTS


class _Part:
    """What stands between two connectors, taken apart."""

    def __init__(self, words: list[str], *, corner: bool) -> None:
        """Read the words; `corner`: there is more than one such part."""
        self.names: set[str] = set()
        self.numbers: set[str] = set()
        self.streets: set[str] = set()
        self.directions: set[str] = set()
        self.kinds: set[frozenset[str]] = set()
        self._prefix = ""
        last: tuple[str, ...] = ()
        at = 0
        while at < len(words):
            said = kind_at(words, at)
            if not said:
                # "La st James": behind an article a name begins.
                led = (at > 0 and words[at - 1] in _ARTICLES) or names_a_saint(words, at)
                self._word(words[at], last=at + 1 == len(words), led=led)
            elif names_a_street(words, at, at + len(said)):
                # "Church Street", "calle Mill": here the word is the street's own name.
                self.names.add(said[0])
            else:
                self.kinds.add(KINDS[said])
                last = said
            at += len(said) or 1
        if self.directions and not self.names | self.numbers and (corner or self.streets):
            # "South Street", "Pomeroy con West": the direction is the street's own name.
            self.names, self.directions = self.directions, set()
        alone = last and not self.names | self.directions
        if alone and (self._is_a_door(last) if self.numbers else corner):
            # So it is in "Bridge & Market", and in "Bridge 125".
            self.names.add(last[0])
            self.kinds.discard(KINDS[last])
        self.kinds = {kind for kind in self.kinds if not kind <= _NO_SIGN}

    def _is_a_door(self, kind: tuple[str, ...]) -> bool:
        """Say whether the number beside a kind of place is a house's: "Bridge 125", but not "exit 18", "Motel 6"."""
        return not KINDS[kind] <= ROADSIDE | _NO_SIGN and all(len(number) >= _FIGURES for number in self.numbers)

    def _word(self, word: str, *, last: bool, led: bool) -> None:
        if _LETTERED.fullmatch(word) and self.kinds & _OF_ROADSIDES:
            # Exits 13A and 13B are two.
            self.numbers.add(word.lstrip("0"))
            return
        number = _NUMBER.fullmatch(word)
        if word == "st" and not last and (led or not self.names | self.numbers | self.directions):
            # In front of a name it is a saint, behind one a street.
            self.names.add("saint")
        elif number or word in NUMBERS:
            self.numbers.add((number[1].lstrip("0") or "0") if number else NUMBERS[word])
        elif word in STREETS:
            self.streets.add(STREETS[word])
        elif word in DIRECTIONS:
            self.directions.add(DIRECTIONS[word])
        elif word == "mc":
            self._prefix = word
        elif word not in LITTLE:
            word, self._prefix = self._prefix + word, ""
            self.names.add(SHORT.get(word, word))
