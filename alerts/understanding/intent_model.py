"""A linear model of intents: each feature of a message speaks for some and against others."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from alerts.understanding.intent import Intent
from alerts.understanding.intent_features import VERSION

Weights = Mapping[str, Mapping[str, float]]
"""Feature to intent to how much it speaks for it; what is left out speaks for none."""


@dataclass(frozen=True, kw_only=True)
class RankedIntent:
    """An intent and how much speaks for it; differences are log odds."""

    intent: Intent
    score: float


class IntentModel:
    """Weights learnt from labelled messages (bot/understand/training.py)."""

    def __init__(self, weights: Weights, version: int = VERSION) -> None:
        """Take the weights. Raises ValueError where they were learnt for other features than ours."""
        if version != VERSION:
            raise ValueError("the weights of intents belong to another version: run `rebato understand --train`")
        self._weights = weights

    def ranked(self, features: Mapping[str, float], allowed: Collection[Intent]) -> list[RankedIntent]:
        """Return the allowed intents, the likeliest first; of equals in the order in which they are defined."""
        scores = dict.fromkeys((intent for intent in Intent if intent in allowed), 0.0)
        for name, value in features.items():
            for intent, weight in self._weights.get(name, {}).items():
                if intent in scores:
                    scores[Intent(intent)] += value * weight
        ranked = [RankedIntent(intent=intent, score=score) for intent, score in scores.items()]
        return sorted(ranked, key=lambda one: -one.score)

    def strongest(self, features: Mapping[str, float], intent: Intent, most: int) -> list[str]:
        """Return the features that speak most for an intent, the strongest first; words themselves are left out."""
        speaks = {name: value * self._weights.get(name, {}).get(intent, 0.0) for name, value in features.items()}
        told = [name for name, weight in speaks.items() if weight > 0 and name.partition(":")[0] in _TOLD]
        return sorted(told, key=lambda name: -speaks[name])[:most]


_TOLD = frozenset({"in", "form", "says"})
"""Kinds of features that hold no word of a person."""
