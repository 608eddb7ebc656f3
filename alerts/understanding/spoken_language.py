"""Which language a message is in, by the small words that each of them cannot do without."""

import unicodedata
from collections import Counter, defaultdict

from alerts.understanding.phrases import SaidText

_SMALL, _ONLY = 2, 1
"""What a small word counts, and a word that the lists of one language alone hold: "migra" is said in any."""
_LETTERS = {"ã": "pt", "õ": "pt", "ç": "pt", "ñ": "es", "¿": "es", "¡": "es", "ò": "ht"}
"""What only one of our languages writes."""


def spoken_language(said: SaidText) -> str | None:
    """Return the code of the language with most words in a text; None where they don't tell, or tell none of ours."""
    if not _is_latin(said.text) or said.has("foreign_words"):
        return None
    letters = set(unicodedata.normalize("NFC", said.text.lower())) & _LETTERS.keys()
    scores = Counter({_LETTERS[letter]: _SMALL for letter in sorted(letters)})
    for hit in said.phrases("small_words"):
        scores[hit.language] += _SMALL
    languages: dict[int, set[str]] = defaultdict(set)
    for hit in said.hits:
        for index in range(hit.start, hit.end):
            languages[index].add(hit.language)
    for of_word in languages.values():
        if len(of_word) == 1:
            scores[next(iter(of_word))] += _ONLY
    ranked = scores.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _is_latin(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return 2 * latin >= len(letters)
