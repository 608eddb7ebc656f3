"""Learning intents from labelled messages: a softmax over linear scores, fitted message by message.

Plain Python, as it runs once in months and must need nothing that the program does not; the same tables give the same
weights.
"""

import hashlib
import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from operator import add, mul
from pathlib import Path

from alerts.network.region import Region
from alerts.understanding.allowed_intents import ALLOWED
from alerts.understanding.intent import Intent
from alerts.understanding.intent_model import IntentModel, as_bytes, hashed
from alerts.understanding.lexicon import Lexicon, WordLists
from alerts.understanding.recognition import Recognition
from alerts.understanding.understand import intent_features, understand
from bot.understand.labelled import LabelledMessage, labelled_messages

ROUNDS, AVERAGED = 30, 15
"""How often each message is learnt from; the weights of the last rounds are averaged, so that the last messages do not
count most."""
STEP, LEAST_STEP = 2.0, 0.1
"""How far weights move in the first round and, shrinking evenly, at least: of those tried the best."""
TEACH_INTENTS_ALONE = ("composed", "phrases")
"""Tables of short composed messages: one of the others, written as people write, counts twice."""
_SEEN = 2
"""In how many messages a feature must have been to count."""
_LITTLE = 0.003
"""So small an error teaches nothing."""
_COINS = 256
"""Bits of a SHA-256."""
INTENTS = list(Intent)

Featured = Callable[[LabelledMessage], dict[str, float]]


@dataclass(frozen=True)
class _Example:
    rows: list[list[float]]
    """The weights of each of its features."""
    values: list[float]
    """How much each counts."""
    allowed: list[int]
    right: int
    times: int


@dataclass(frozen=True, kw_only=True)
class HeldOut:
    """How the messages of a table fare that was kept from the learning: counts."""

    messages: int
    right: int
    sure: int
    sure_and_right: int


def train(tables: Sequence[Path], lists: WordLists, region: Region) -> bytes:
    """Learn from these tables; return the weights. `lists`: word lists; `region`: the towns that the messages name."""
    return _learnt(tables, Lexicon(lists), region, digest(tables, lists))


def held_out(table: Path, tables: Iterable[Path], lists: WordLists, region: Region) -> HeldOut:
    """Learn from the other tables, and count how this one is understood."""
    lexicon = Lexicon(lists)
    model = IntentModel(_learnt([path for path in tables if path != table], lexicon, region, ""))
    recognition = Recognition(lexicon=lexicon, intents=model)
    messages = labelled_messages(table)
    found = [(one, understand(one.message, recognition, region)) for one in messages]
    return HeldOut(
        messages=len(messages),
        right=sum(reading.intent is one.intent for one, reading in found),
        sure=sum(reading.sure for _, reading in found),
        sure_and_right=sum(reading.sure and reading.intent is one.intent for one, reading in found),
    )


def digest(tables: Iterable[Path], lists: WordLists) -> str:
    """Return in few letters what weights are learnt from: messages, and word lists about what somebody wants."""
    sections = [
        (language, name, list(phrases))
        for language, of_language in sorted(lists.items())
        for name, phrases in sorted(of_language.items())
        if name.startswith(("want_", "small_", "foreign_"))
    ]
    content = repr(sections).encode() + b"".join(path.read_bytes() for path in sorted(tables))
    return hashlib.sha256(content).hexdigest()[:16]


def _learnt(tables: Sequence[Path], lexicon: Lexicon, region: Region, learnt_from: str) -> bytes:
    short = {path for path in tables if path.stem in TEACH_INTENTS_ALONE}
    messages = [(one, 1 if path in short else 2) for path in tables for one in labelled_messages(path)]

    def featured(one: LabelledMessage) -> dict[str, float]:
        return intent_features(one.message, lexicon, region)

    return learn(messages, featured, learnt_from)


def learn(
    messages: Sequence[tuple[LabelledMessage, int]], featured: Featured, learnt_from: str = "", rounds: int = ROUNDS
) -> bytes:
    """Return the weights that tell the intents of these messages, each of which counts so many times."""
    found = [{hashed(name): value for name, value in featured(one).items()} for one, _ in messages]
    seen = Counter(name for row in found for name in row)
    weights = {name: [0.0] * len(INTENTS) for name, count in seen.items() if count >= _SEEN}
    sums = {name: [0.0] * len(INTENTS) for name in weights}
    examples = [_example(one, times, row, weights) for (one, times), row in zip(messages, found, strict=True)]
    averaged = min(rounds, AVERAGED)
    for count in range(rounds):
        _fit(examples, count, max(LEAST_STEP, STEP * (1 - count / rounds)))
        if count >= rounds - averaged:
            for name, row in weights.items():
                sums[name] = list(map(add, sums[name], row))
    counts = {name: value / averaged for row in found for name, value in row.items()}
    return as_bytes(INTENTS, {name: [counts[name] * one for one in row] for name, row in sums.items()}, learnt_from)


def _example(one: LabelledMessage, times: int, found: dict[int, float], weights: dict[int, list[float]]) -> _Example:
    known = [name for name in found if name in weights]
    allowed: Collection[Intent] = ALLOWED[one.message.situation] | {one.intent}
    return _Example(
        rows=[weights[name] for name in known],
        values=[found[name] for name in known],
        allowed=[place for place, intent in enumerate(INTENTS) if intent in allowed],
        right=INTENTS.index(one.intent),
        times=times,
    )


def _fit(examples: Sequence[_Example], count: int, step: float) -> None:
    """Learn from every message once, those of one table far apart."""
    stride = _stride(len(examples))
    for turn in range(len(examples)):
        index = (turn * stride + count) % len(examples)
        _learn_from(examples[index], step, _coins(count, index))


def _learn_from(example: _Example, step: float, coins: int) -> None:
    """Move the weights towards the right intent, as if half of the features were not there.

    So no feature, and no word list, is relied on alone: it is what makes unseen messages understood
    (docs/decisions/0019).
    """
    kept = [place for place in range(len(example.rows)) if coins >> place % _COINS & 1]
    if not kept:
        return
    rows = [example.rows[place] for place in kept]
    length = math.sqrt(sum(example.values[place] ** 2 for place in kept))
    values = [example.values[place] / length for place in kept]
    for place, error in _errors(example, rows, values):
        move = step * example.times * error
        for row, value in zip(rows, values, strict=True):
            row[place] -= move * value


def _errors(example: _Example, rows: list[list[float]], values: list[float]) -> list[tuple[int, float]]:
    """Return by how much each allowed intent is taken too much for the right one."""
    scores = [sum(map(mul, column, values)) for column in zip(*rows, strict=True)]
    highest = max(scores[place] for place in example.allowed)
    shares = {place: math.exp(scores[place] - highest) for place in example.allowed}
    whole = sum(shares.values())
    errors = [(place, share / whole - (place == example.right)) for place, share in shares.items()]
    return [(place, error) for place, error in errors if abs(error) > _LITTLE]


def _coins(count: int, index: int) -> int:
    """Toss coins for one message in one round, always the same."""
    return int.from_bytes(hashlib.sha256(f"{count} {index}".encode()).digest(), "big")


def _stride(messages: int) -> int:
    """Return a step that comes by every message once."""
    return next(step for step in range(messages * 5 // 8 + 1, messages * 2 + 2) if math.gcd(step, messages) == 1)
