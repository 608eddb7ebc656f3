"""Words as an ear spells them: "yevaron", "bino", "kiero", "ermano", "asen"."""

import re
from collections.abc import Iterator

SHORTEST = 4
"""Letters; a shorter word is too near to too many others."""
_HABITS = tuple(
    (re.compile(heard), spelled)
    for heard, spelled in (
        (r"^(?=[aeiou])", "h"),
        (r"^ll", "y"),
        (r"(?:^|(?<=[aeiou]))y(?=[aeiou])", "ll"),
        ("b", "v"),
        ("v", "b"),
        ("z", "s"),
        ("s", "z"),
        ("n(?=[bp])", "m"),
        ("k(?=[ei])", "qu"),
        ("k(?![ei])", "c"),
        ("s(?=[ei])", "c"),
        ("c(?=[ei])", "s"),
    )
)
"""What is written for what, as who went little to school spells Spanish."""


def as_spelled(word: str) -> Iterator[str]:
    """Yield what a word may stand for that differs by one habit; words are in small letters without accents."""
    if len(word) >= SHORTEST:
        for heard, spelled in _HABITS:
            meant = heard.sub(spelled, word)
            if meant != word:
                yield meant
