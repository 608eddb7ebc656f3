"""What messages are understood with, made ready once."""

from functools import cache

from alerts.understanding.intent_model import IntentModel
from alerts.understanding.recognition import Recognition
from handlers.core.lexicon import lexicon
from locales.recognition.intent_weights import intent_weights


@cache
def recognition() -> Recognition:
    """Return word lists and weights, ready to be used."""
    return Recognition(lexicon=lexicon(), intents=IntentModel(intent_weights()))
