"""Which of the languages that we write a few words are in, by the small words that each cannot do without."""

import unicodedata
from functools import cache

from locales.catalogue import languages
from locales.recognition.word_lists import word_lists


def spoken(words: str, otherwise: str | None) -> str | None:
    """Return the language with more of its small words in this text; `otherwise` where that does not tell.

    `otherwise` too where it is a language that we recognise and have no catalogue for: Portuguese is not taken for
    Spanish.
    """
    said = _bare(words)
    counts = {language: sum(word in small for word in said) for language, small in _small_words().items()}
    most = max(counts.values())
    best = [language for language, count in counts.items() if count == most]
    return best[0] if most and len(best) == 1 and best[0] in languages() else otherwise


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {language: frozenset(lists["small_words"]) for language, lists in word_lists().items()}


def _bare(words: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(c if c.isalpha() or c.isspace() else "" if unicodedata.combining(c) else " " for c in plain).split()
