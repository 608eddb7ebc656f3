"""What a word of a message is for a place."""

from dataclasses import dataclass
from enum import Enum, auto

from alerts.tokens import Token


class Part(Enum):
    """What a word is for a place."""

    NAME = auto()
    """In no list: a name, as far as we know."""
    KIND = auto()
    """School, church, gas station."""
    STREET = auto()
    """Street, avenue, route."""
    NUMBER = auto()
    """Of a house, a route, an exit, a counted street."""
    DIRECTION = auto()
    """North, south."""
    NEAR = auto()
    """Beside, behind, off: leads to a place and stays with it."""
    AT = auto()
    """At, on, in."""
    PATH = auto()
    """Turning on, heading up: the way that somebody takes."""
    ARTICLE = auto()
    """The, el, la."""
    OF = auto()
    """Of, de, da."""
    JOIN = auto()
    """What stands between the streets of a corner."""
    QUALITY = auto()
    """Big, old, yellow."""
    TOWN = auto()
    """The town's own name, which is no part of the place."""
    TOWARD = auto()
    """The name of a town where somebody is heading."""
    APART = auto()
    """Another, also: a new place begins."""
    GONE = auto()
    """What follows is not where they are."""
    PERSON = auto()
    """Behind it may stand somebody's name."""
    DOOR = auto()
    """A flat, a floor: goes to nobody."""
    END = auto()
    """The story: no part of a place."""
    NOTHING = auto()
    """No word: the clause ends here."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word, what it is, and whether a clause ends before it."""

    token: Token
    part: Part
    section: str = ""
    """The section of the word lists that knows it, without "where_"; empty where none does."""
    languages: frozenset[str] = frozenset()
    """Which know it so."""
    capital: bool = False
    """Written large where that says something: not in a message that is all capitals."""
    breaks: bool = False
    """A clause ends before it."""
    comma: bool = False
    """Only a comma stands before it."""
    joined: bool = False
    """A sign of joining stands before it: &, /."""

    @property
    def said(self) -> str:
        """The word in small letters, without accents."""
        return self.token.word

    @property
    def cut(self) -> bool:
        """Whether a clause or a part of one ends before it."""
        return self.breaks or self.comma


NO_WORD = Word(token=Token("", 0, 0), part=Part.NOTHING)
