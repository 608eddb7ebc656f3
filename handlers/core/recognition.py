"""What messages are understood with, made ready once."""

from functools import cache

from alerts.understanding.intent_model import IntentModel
from alerts.understanding.lexicon import Lexicon
from alerts.understanding.recognition import Recognition
from locales.recognition.intent_weights import intent_weights
from locales.recognition.word_lists import word_lists


@cache
def recognition() -> Recognition:
    """Return word lists and weights, ready to be used."""
    learnt = intent_weights()
    return Recognition(lexicon=Lexicon(word_lists()), intents=IntentModel(learnt.weights, learnt.version))
