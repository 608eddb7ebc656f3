"""A person's own words, made safe to show inside ours."""

import re
import unicodedata

from alerts.characters import tame
from alerts.notices import Quote
from locales.length import ELLIPSIS, clusters

_OPEN, _CLOSE = "\u2068", "\u2069"
"""First strong isolate and its end: right-to-left words don't turn the sentence around them."""

_COMMAND = re.compile(r"(?<![\w/:.<])/+(?=[^\W\d])")
"""What Telegram makes tappable: "/stop" would end who taps it. A link's slashes stay."""


def quoted(quote: Quote) -> str:
    """Return one line of the person's words, at most `quote.limit` characters (isolates not counted)."""
    words = _shortened(_COMMAND.sub("", tame(quote.words)), quote.limit)
    if not words.isascii() and any(unicodedata.bidirectional(character) in {"R", "AL"} for character in words):
        return f"{_OPEN}{words}{_CLOSE}"
    return words


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
