"""How long a text is for a platform, and how a long one is cut.

Platforms count differently: Telegram in UTF-16 code units (Bot API, MessageEntity), Signal in UTF-8
bytes. `utf16` says which.
"""

import unicodedata
from collections.abc import Iterator

ELLIPSIS = "…"
_JOINER = "\u200d"
_SMALLEST_LIMIT = 4
"""One character takes up to 4 UTF-8 bytes."""
_TINTS = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)
"""Characters that spell out the flags of Scotland and the like."""
_HANGUL_VOWELS_AND_ENDS = range(0x1160, 0x1200)
_FLAG_HALVES = range(0x1F1E6, 0x1F200)


def measure(text: str, utf16: bool) -> int:
    """Count a text's UTF-16 code units, or else its UTF-8 bytes."""
    if utf16:
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    return len(text.encode("utf-8", "surrogatepass"))


def fit(text: str, limit: int, utf16: bool) -> str:
    """Return the text, or what of it fits into `limit` units with "…" at its end; characters stay whole."""
    if measure(text, utf16) <= limit:
        return text
    room = limit - measure(ELLIPSIS, utf16)
    return _head(text, room, utf16).rstrip() + ELLIPSIS if room >= 0 else ""


def pages(text: str, limit: int, utf16: bool) -> list[str]:
    """Split the text into parts of at most `limit` units, between lines, else words, else characters.

    Only white space at the splits is lost. No part is empty; nothing to say gives no part.
    Raises ValueError where `limit` is too small for any character.
    """
    if limit < _SMALLEST_LIMIT:
        raise ValueError("the limit must leave room for one character")
    parts: list[str] = []
    rest = text.strip()
    while rest:
        part = _page(rest, limit, utf16)
        parts.append(part.rstrip())
        rest = rest[len(part) :].lstrip()
    return parts


def clusters(text: str) -> Iterator[str]:
    """Yield what a reader sees as one character: a letter with its marks, a joined or tinted emoji, a flag."""
    current = ""
    for character in text:
        if current and not _continues(current, character):
            yield current
            current = ""
        current += character
    if current:
        yield current


def _page(text: str, limit: int, utf16: bool) -> str:
    if measure(text, utf16) <= limit:
        return text
    # A heap of marks longer than the limit is no character of any language: cut inside it.
    head = _head(text, limit, utf16) or _code_points(text, limit, utf16)
    if text[len(head)].isspace():
        return head
    newline = head.rfind("\n")
    border = newline if newline > len(head) // 2 else max(head.rfind(" "), newline)
    return head[:border] if border > 0 else head


def _head(text: str, room: int, utf16: bool) -> str:
    taken, used = 0, 0
    for cluster in clusters(text):
        used += measure(cluster, utf16)
        if used > room:
            break
        taken += len(cluster)
    return text[:taken]


def _code_points(text: str, room: int, utf16: bool) -> str:
    taken, used = 0, 0
    for character in text:
        used += measure(character, utf16)
        if used > room:
            break
        taken += 1
    return text[:taken]


def _continues(current: str, character: str) -> bool:
    if current == "\r":
        return character == "\n"
    if _is_flag_half(character):
        # Two regional indicators make one flag, the third begins the next.
        return len(current) == 1 and _is_flag_half(current)
    return current.endswith(_JOINER) or _extends(character)


def _extends(character: str) -> bool:
    point = ord(character)
    if point in _TINTS or point in _TAGS or point in _HANGUL_VOWELS_AND_ENDS:
        return True
    return character == _JOINER or unicodedata.category(character).startswith("M")


def _is_flag_half(character: str) -> bool:
    return ord(character) in _FLAG_HALVES
