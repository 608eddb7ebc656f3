"""The word lists as they ship, built once for all tests of what is understood."""

from functools import cache

from alerts.understanding.intent_features import ToldWhere
from alerts.understanding.intent_model import IntentModel
from alerts.understanding.intent_reading import IntentReading, read_intent
from alerts.understanding.lexicon import Lexicon
from alerts.understanding.phrases import SaidText
from alerts.understanding.situation import Situation
from alerts.understanding.spoken_language import spoken_language
from locales.recognition.first_names import first_names
from locales.recognition.intent_weights import intent_weights
from locales.recognition.word_lists import word_lists

TOWNS = frozenset({"northampton", "holyoke", "springfield", "westfield", "west", "amherst", "hadley"})


@cache
def shipped() -> Lexicon:
    """Return the lexicon of every language."""
    return Lexicon(word_lists(), first_names())


def said(text: str) -> SaidText:
    """Take a text apart with it."""
    return SaidText.of(text, shipped())


@cache
def _model() -> IntentModel:
    return IntentModel(intent_weights())


def intent_of(text: str, situation: Situation, *, placed: bool = False) -> IntentReading:
    """Tell what somebody wants who writes this in this situation. `placed`: a place was found in it."""
    heard = said(text)
    return read_intent(heard, situation, _model(), ToldWhere(place=placed), spoken_language(heard))
