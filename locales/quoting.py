"""A person's own words, made safe to show inside ours."""

import unicodedata
from itertools import chain

from alerts.notices import Quote
from locales.length import ELLIPSIS, clusters

_OPEN, _CLOSE = "\u2068", "\u2069"
"""First strong isolate and its end: right-to-left words don't turn the sentence around them."""

_REORDERING = frozenset(map(chr, chain(range(0x202A, 0x202F), range(0x2066, 0x206A))))
_INVISIBLE = frozenset(map(chr, chain((0xAD, 0x180E, 0x200B, 0x2060, 0xFEFF), range(0xE0000, 0xE0080))))
_MARKS_ON_ONE_LETTER = 6
"""More marks on a letter are a prank that paints over the lines above; no language stacks as many."""


def quoted(quote: Quote) -> str:
    """Return one line of the person's words, at most `quote.limit` characters (isolates not counted)."""
    words = _shortened(_cleaned(quote.words), quote.limit)
    if any(unicodedata.bidirectional(character) in {"R", "AL"} for character in words):
        return f"{_OPEN}{words}{_CLOSE}"
    return words


def _cleaned(words: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in words:
        category = unicodedata.category(character)
        marks = marks + 1 if category.startswith("M") else 0
        if character.isspace():
            kept.append(" ")
        elif marks <= _MARKS_ON_ONE_LETTER and not _harmful(character, category):
            kept.append(character)
    return " ".join("".join(kept).split())


def _harmful(character: str, category: str) -> bool:
    # A lone surrogate (Cs) can't be encoded: the send itself would fail.
    return category in {"Cc", "Cs", "Cn"} or character in _REORDERING or character in _INVISIBLE


def _shortened(words: str, limit: int) -> str:
    if len(words) <= limit:
        return words
    room = limit - len(ELLIPSIS)
    head = ""
    for cluster in clusters(words):
        if len(head) + len(cluster) > room:
            break
        head += cluster
    border = head.rfind(" ") if words[len(head)] != " " else len(head)
    # A word that takes more than two thirds of the room is cut inside, so that something of it is seen.
    if border >= room // 3:
        head = head[:border]
    return (head.rstrip() + ELLIPSIS)[: max(limit, 0)]
