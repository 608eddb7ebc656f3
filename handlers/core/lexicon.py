"""The word lists by which messages are understood, made ready once."""

from functools import cache

from alerts.understanding.lexicon import Lexicon
from locales.recognition.word_lists import word_lists


@cache
def lexicon() -> Lexicon:
    """Return every language's phrases, ready to be found in a text."""
    return Lexicon(word_lists())
