"""The weights by which intents are told, as they were learnt from the labelled messages beside them."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("intent_weights.json")
LABELLED = Path(__file__).with_name("labelled")
"""Holds the tables that the weights are learnt from."""
SCALE = 100
"""The file holds whole numbers: so many are 1."""
LEAST = 0.04
"""Weights nearer to nothing are left out: together they change nothing, and the file is half as large."""


@dataclass(frozen=True, kw_only=True)
class LearntWeights:
    """Weights, and the version of the features that they belong to."""

    version: int
    weights: dict[str, dict[str, float]]
    """Feature to intent to weight."""


@cache
def intent_weights() -> LearntWeights:
    """Read the weights once. Raise OSError or ValueError for a file that is missing or faulty."""
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    names = kept["intents"]
    weights = {
        feature: {names[int(place)]: weight / SCALE for place, weight in row.items()}
        for feature, row in kept["weights"].items()
    }
    return LearntWeights(version=kept["version"], weights=weights)


def write(version: int, intents: list[str], weights: dict[str, list[float]]) -> None:
    """Write weights, one for each intent and feature; those that are next to nothing are left out."""
    rows = {
        feature: {str(place): round(one * SCALE) for place, one in enumerate(row) if abs(one) >= LEAST}
        for feature, row in sorted(weights.items())
    }
    lines = [f"{json.dumps(feature)}: {json.dumps(row)}" for feature, row in rows.items() if row]
    body = ",\n".join(lines)
    head = f'"version": {version},\n"intents": {json.dumps(intents)},\n"weights": {{\n{body}\n}}'
    FILE.write_text(f"{{{head}}}\n", encoding="utf-8")
