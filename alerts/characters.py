"""The characters of a person's words, made tame: one line that can't turn or overpaint what stands around it."""

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


def tame(words: str) -> str:
    """Return the words on one line, without what reorders, hides, piles up or looks empty; tame ones unchanged.

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
                kept.append(character)
    return " ".join("".join(kept).split())


def _harmful(character: str, category: str) -> bool:
    return category in _HARMFUL or character in _REORDERING or character in _INVISIBLE or ord(character) in _TAGS
