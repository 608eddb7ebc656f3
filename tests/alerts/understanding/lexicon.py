"""The word lists as they ship, built once for all tests of what is understood."""

from functools import cache

from alerts.understanding.lexicon import Lexicon
from alerts.understanding.phrases import SaidText
from locales.recognition.word_lists import word_lists

TOWNS = frozenset({"northampton", "holyoke", "springfield", "westfield", "west", "amherst", "hadley"})


@cache
def shipped() -> Lexicon:
    """Return the lexicon of every language."""
    return Lexicon(word_lists())


def said(text: str) -> SaidText:
    """Take a text apart with it."""
    return SaidText.of(text, shipped())
