"""A text as words that can be compared, each with where it stands."""

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_APOSTROPHES = str.maketrans("", "", "'’")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: `word` in small letters, without accents and apostrophes; `text[start:end]` as written."""

    word: str
    start: int
    end: int


def tokens(text: str) -> tuple[Token, ...]:
    """Take a text apart into its words and numbers, in their order."""
    return tuple(Token(bare(found[0]), found.start(), found.end()) for found in _WORD.finditer(text))


def bare(word: str) -> str:
    """Put a word into small letters, without accents and apostrophes: "Don’t" is "dont", "migración" "migracion"."""
    if word.isascii():
        return word.lower().replace("'", "")
    decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_APOSTROPHES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
