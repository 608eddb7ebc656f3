"""The characters of a person's words, made tame: one line that can't turn or overpaint what stands around it."""

import re
import unicodedata
from itertools import chain

_REORDERING = frozenset(map(chr, chain(range(0x202A, 0x202F), range(0x2066, 0x206A), (0x061C, 0x200E, 0x200F))))
_INVISIBLE = frozenset(
    map(chr, chain((0xAD, 0x180E, 0x200B, 0x2060, 0xFEFF), range(0x2061, 0x2065), range(0x206A, 0x2070)))
)
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0\U0001d159")
"""Letters and signs by their category, and nothing to see: a place of them alone would be an empty line."""
_TAGS = range(0xE0000, 0xE0080)
_MARKS_ON_ONE_LETTER = 6
"""More marks on a letter are a prank that paints over the lines above; no language stacks as many."""
BETWEEN_LINES = " / "
"""Stands for the end of a line. A full stop would cut in two what goes on in the next line."""
_ENDS = tuple(".,;:!?…/")
_HARMFUL = frozenset({"Cc", "Cs", "Cn", "Co"})
"""A lone surrogate (Cs) can't be encoded: the send itself would fail. What is private or unassigned shows as a box."""
_DRESSED_UP = frozenset(
    map(chr, chain(range(0xFF01, 0xFF5F), range(0x1D400, 0x1D800), range(0x2460, 0x2500), (0x3002, 0xFF61)))
)
"""Latin letters, digits and signs in another dress: full width, mathematical, in circles; and full stops."""
_LOOKS_LIKE = str.maketrans(
    "АВЕКМНОРСТУХІЈЅасеорхуіјѕкһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧανικορυχ",
    "ABEKMHOPCTYXIJSaceopxyijskhdqwABEZHIKMNOPTYXavikopux",
)
"""Cyrillic and Greek letters that nobody can tell from Latin ones."""
_RUN = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"[0-9A-Za-z]")


def tame(words: str) -> str:
    """Return the words on one line, without what reorders, hides, piles up or looks empty; tame ones unchanged.

    What is a Latin letter, a digit or a sign to the eye is one, or no rule of ours would find a number or a link in it.

    Where a line ended without a sign of its own, BETWEEN_LINES stands: several short messages are no one sentence.
    """
    if words.isascii() and words.isprintable():
        return " ".join(words.split())
    told = ""
    for line in filter(None, map(_tame_line, words.splitlines())):
        between = " " if told.endswith(_ENDS) else BETWEEN_LINES
        told = f"{told}{between}{line}" if told else line
    return told


def _tame_line(words: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in words:
        category = unicodedata.category(character)
        if character.isspace() or character in _BLANK_LETTERS:
            kept.append(" ")
            marks = 0
        elif not _harmful(character, category):
            marks = marks + 1 if category.startswith("M") else 0
            if marks <= _MARKS_ON_ONE_LETTER:
                kept.append(_undressed(character))
    return " ".join(_RUN.sub(_in_one_script, "".join(kept)).split())


def _undressed(character: str) -> str:
    if character not in _DRESSED_UP:
        return character
    plain = "." if character in "\u3002\uff61" else unicodedata.normalize("NFKC", character)
    return plain if plain.isascii() else character


def _in_one_script(found: re.Match[str]) -> str:
    """Write a word that mixes Latin letters or digits with others that look like them in Latin ones alone."""
    word = found.group()
    if word.isascii() or not _LATIN.search(word):
        return word
    latin = word.translate(_LOOKS_LIKE)
    return latin if latin.isascii() else word


def _harmful(character: str, category: str) -> bool:
    return category in _HARMFUL or character in _REORDERING or character in _INVISIBLE or ord(character) in _TAGS
