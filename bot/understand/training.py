"""Learning intents from labelled messages: a softmax over linear scores, fitted by Adam on all of them at once.

Plain Python, as it runs once in months and must need nothing that the program does not; the same tables give the same
weights.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from alerts.network.region import Region
from alerts.understanding.allowed_intents import ALLOWED
from alerts.understanding.intent import Intent
from alerts.understanding.intent_features import VERSION
from alerts.understanding.lexicon import Lexicon
from alerts.understanding.understand import intent_features
from bot.understand.labelled import LabelledMessage, labelled_messages
from locales.recognition.intent_weights import write
from locales.recognition.word_lists import word_lists

ROUNDS, STEP, SHRINK = 60, 0.02, 2e-3
"""Rounds, learning rate and L2: of those tried the best on tables that were not learnt from (docs/decisions/0019)."""
SEEN = {"piece": 4, "pair": 4}
"""How often a feature must have been seen to count: pieces and pairs of words oftener than the rest."""
_SEEN = 2
_FORGET, _FORGET_SQUARES, _NEVER_ZERO = 0.9, 0.999, 1e-8
"""Adam's own constants (Kingma and Ba, 2015)."""
INTENTS = list(Intent)

Featured = Callable[[LabelledMessage], dict[str, float]]


@dataclass(frozen=True)
class _Example:
    features: list[tuple[int, float]]
    """Index of a feature, and how much it counts."""
    allowed: list[int]
    right: int


def train(paths: Iterable[Path], region: Region) -> None:
    """Learn from these tables, and write the weights. `region`: the towns that the messages name."""
    messages = [one for path in paths for one in labelled_messages(path)]
    lexicon = Lexicon(word_lists())

    def featured(one: LabelledMessage) -> dict[str, float]:
        return intent_features(one.message, lexicon, region)

    write(VERSION, [intent.value for intent in INTENTS], learn(messages, featured))


def learn(messages: Sequence[LabelledMessage], featured: Featured) -> dict[str, list[float]]:
    """Return for each feature its weight for every intent, in the order of INTENTS."""
    found = [featured(one) for one in messages]
    names = _often_seen(found)
    index = {name: place for place, name in enumerate(names)}
    examples = [_example(one, row, index) for one, row in zip(messages, found, strict=True)]
    weights = [[0.0] * len(INTENTS) for _ in names]
    _fit(weights, examples)
    return dict(zip(names, weights, strict=True))


def _often_seen(found: Iterable[dict[str, float]]) -> list[str]:
    seen = Counter(name for row in found for name in row)
    return sorted(name for name, count in seen.items() if count >= SEEN.get(name.partition(":")[0], _SEEN))


def _example(message: LabelledMessage, row: dict[str, float], index: dict[str, int]) -> _Example:
    allowed = ALLOWED[message.message.situation] | {message.intent}
    return _Example(
        features=[(index[name], value) for name, value in row.items() if name in index],
        allowed=[place for place, intent in enumerate(INTENTS) if intent in allowed],
        right=INTENTS.index(message.intent),
    )


def _fit(weights: list[list[float]], examples: Sequence[_Example]) -> None:
    pace = [[0.0] * len(INTENTS) for _ in weights]
    squares = [[0.0] * len(INTENTS) for _ in weights]
    for count in range(1, ROUNDS + 1):
        slope = _slope(weights, examples)
        warm, warm_squares = 1 - _FORGET**count, 1 - _FORGET_SQUARES**count
        for row, mean, square, uphill in zip(weights, pace, squares, slope, strict=True):
            for place, rise in enumerate(uphill):
                steep = rise + SHRINK * row[place]
                mean[place] = _FORGET * mean[place] + (1 - _FORGET) * steep
                square[place] = _FORGET_SQUARES * square[place] + (1 - _FORGET_SQUARES) * steep * steep
                width = math.sqrt(square[place] / warm_squares) + _NEVER_ZERO
                row[place] -= STEP * (mean[place] / warm) / width


def _slope(weights: list[list[float]], examples: Sequence[_Example]) -> list[list[float]]:
    slope = [[0.0] * len(INTENTS) for _ in weights]
    for example in examples:
        likely = _likely(weights, example)
        for feature, value in example.features:
            row = slope[feature]
            for place, share in likely:
                row[place] += value * share / len(examples)
    return slope


def _likely(weights: list[list[float]], example: _Example) -> list[tuple[int, float]]:
    """Return by how much each allowed intent is taken too much for the right one."""
    rows = [(weights[feature], value) for feature, value in example.features]
    scores = [sum(row[place] * value for row, value in rows) for place in example.allowed]
    highest = max(scores)
    shares = [math.exp(score - highest) for score in scores]
    whole = sum(shares)
    return [
        (place, share / whole - (place == example.right)) for place, share in zip(example.allowed, shares, strict=True)
    ]
