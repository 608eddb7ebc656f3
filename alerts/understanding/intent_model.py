"""A linear model of intents: each feature of a message speaks for some and against others."""

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from alerts.understanding.intent import Intent
from alerts.understanding.intent_features import VERSION

_NAME = 4
"""Bytes of a feature's name as it is kept."""
_NOTHING = 128
"""What a byte is where a feature speaks for none."""


@dataclass(frozen=True, kw_only=True)
class RankedIntent:
    """An intent and how much speaks for it; differences are log odds."""

    intent: Intent
    score: float


class IntentModel:
    """Weights learnt from labelled messages (bot/understand/training.py), as they are kept in a file.

    One line of JSON (version, intents, scale, learnt_from), then for each feature four bytes of its hash and one byte
    for each intent. How much a feature counts is in its bytes already.
    """

    def __init__(self, weights: bytes) -> None:
        """Take the weights. Raises ValueError where they were learnt for other features than ours."""
        head, _, body = weights.partition(b"\n")
        facts = json.loads(head)
        if facts["version"] != VERSION:
            raise ValueError("the weights of intents belong to another version: run `rebato understand --train`")
        self._intents = tuple(Intent(name) for name in facts["intents"])
        self.learnt_from: str = facts["learnt_from"]
        """What they were learnt from, as a digest."""
        self._scale: float = facts["scale"]
        width = _NAME + len(self._intents)
        self._rows = {
            int.from_bytes(body[at : at + _NAME], "big"): body[at + _NAME : at + width]
            for at in range(0, len(body), width)
        }

    def ranked(self, features: Mapping[str, float], allowed: Collection[Intent]) -> list[RankedIntent]:
        """Return the allowed intents, the likeliest first; of equals in the order in which they are defined."""
        known = [(value, row) for name, value in features.items() if (row := self._rows.get(hashed(name))) is not None]
        length = math.sqrt(sum(value**2 for value, _ in known)) or 1.0
        sums = [sum(column) - _NOTHING * len(known) for column in zip(*(row for _, row in known), strict=True)]
        ranked = [
            RankedIntent(intent=intent, score=self._scale * total / length)
            for intent, total in zip(self._intents, sums or [0] * len(self._intents), strict=True)
            if intent in allowed
        ]
        return sorted(ranked, key=lambda one: -one.score)

    def strongest(self, features: Collection[str], intent: Intent, most: int) -> list[str]:
        """Return the features that speak most for an intent, the strongest first; words themselves are left out."""
        place = self._intents.index(intent)
        open_ones = (name for name in features if name.partition(":")[0] in _TOLD)
        speaks = {name: self._rows[key][place] for name in open_ones if (key := hashed(name)) in self._rows}
        told = [name for name, byte in speaks.items() if byte > _NOTHING]
        return sorted(told, key=lambda name: -speaks[name])[:most]


_TOLD = frozenset({"in", "form", "length", "says"})
"""Kinds of features that hold no word of a person."""


def hashed(name: str) -> int:
    """Return the number under which a feature is kept."""
    return crc32(name.encode())


def as_bytes(intents: Sequence[Intent], rows: Mapping[int, Sequence[float]], learnt_from: str) -> bytes:
    """Put weights into the form in which they are kept, each rounded to a byte."""
    largest = max((abs(weight) for row in rows.values() for weight in row), default=0.0) or 1.0
    scale = largest / (_NOTHING - 1)
    facts = {
        "version": VERSION,
        "intents": [intent.value for intent in intents],
        "scale": scale,
        "learnt_from": learnt_from,
    }
    body = b"".join(
        name.to_bytes(_NAME, "big") + bytes(round(weight / scale) + _NOTHING for weight in row)
        for name, row in sorted(rows.items())
    )
    return json.dumps(facts).encode() + b"\n" + body
