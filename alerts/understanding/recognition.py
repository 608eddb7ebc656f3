"""All that messages are understood with: word lists of every language, and what was learnt from labelled messages."""

from dataclasses import dataclass

from alerts.understanding.intent_model import IntentModel
from alerts.understanding.lexicon import Lexicon


@dataclass(frozen=True, kw_only=True)
class Recognition:
    """What is made ready once for a run, and only read."""

    lexicon: Lexicon
    intents: IntentModel
