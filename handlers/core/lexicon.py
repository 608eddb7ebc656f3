"""The word lists by which messages are understood, made ready once."""

from functools import cache

from alerts.understanding.lexicon import Lexicon
from alerts.understanding.word_cleaner import WordCleaner
from locales.recognition.first_names import first_names
from locales.recognition.word_lists import word_lists


@cache
def lexicon() -> Lexicon:
    """Return every language's phrases, ready to be found in a text."""
    return Lexicon(word_lists(), first_names())


@cache
def cleaner() -> WordCleaner:
    """Return what cleans people's words with them; the lists are read when the first word is cleaned."""
    return WordCleaner(lexicon)
