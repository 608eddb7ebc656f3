"""Which language a message is in, by the small words that each of them cannot do without."""

import unicodedata
from collections import Counter

from alerts.understanding.phrases import SaidText

_SMALL = 2
"""What a small word counts. A word of what somebody wants counts 1: "migra" and "ICE" are written in any language."""
_FOREIGN = 2
_ENOUGH = 5
"""Words of which some would be known, were it one of ours."""
_KNOWN = 0.3
_ABOUT = "want_"
_LETTERS = {"ã": "pt", "õ": "pt", "ç": "pt", "ñ": "es", "¿": "es", "¡": "es", "ò": "ht"}
"""What only one of our languages writes."""


def spoken_language(said: SaidText) -> str | None:
    """Return the code of the language with most words in a text; None where they don't tell, or tell none of ours."""
    if not _is_latin(said.text):
        return None
    letters = set(unicodedata.normalize("NFC", said.text.lower())) & _LETTERS.keys()
    small = Counter(_LETTERS[letter] for letter in sorted(letters))
    small.update(hit.language for hit in said.phrases("small_words"))
    wanted: dict[str, set[int]] = {}
    for hit in said.hits:
        if hit.section.startswith(_ABOUT):
            wanted.setdefault(hit.language, set()).update(range(hit.start, hit.end))
    scores = Counter({code: _SMALL * small[code] + len(wanted.get(code, ())) for code in sorted({*small, *wanted})})
    ranked = scores.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    best, _ = ranked[0]
    if _is_hardly_known(said):
        return None
    return None if len(said.phrases("foreign_words")) > small[best] else best


def is_in_another_language(said: SaidText) -> bool:
    """Say whether a text of which no language of ours tells is in none of them: in a few words nobody can know."""
    if not _is_latin(said.text) or len(said.phrases("foreign_words")) >= _FOREIGN:
        return True
    return _is_hardly_known(said)


def _is_hardly_known(said: SaidText) -> bool:
    known = {index for hit in said.hits for index in range(hit.start, hit.end)}
    return len(said.words) >= _ENOUGH and len(known) <= _KNOWN * len(said.words)


def _is_latin(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return 2 * latin >= len(letters)
