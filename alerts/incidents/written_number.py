"""An incident's number as people write it: 12, #12, n.º 12, número 12."""

import re

_WRITTEN = re.compile(r"[^\d]{0,12}(?P<number>\d{1,9})[^\w]{0,3}")
"""One number, with a word such as "number" before it, in whatever language; what says more is no number."""


def written_number(words: str) -> int | None:
    """Return the number that these words are; None where they are none, or say more than one."""
    match = _WRITTEN.fullmatch(words.strip())
    return int(match["number"]) if match else None
