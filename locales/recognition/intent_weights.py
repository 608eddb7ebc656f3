"""The weights by which intents are told, as they were learnt from the labelled messages beside them."""

from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("intent_weights.bin")
LABELLED = Path(__file__).with_name("labelled")
"""Holds the tables that the weights are learnt from."""


@cache
def intent_weights() -> bytes:
    """Read the weights once. Raise OSError for a file that is missing."""
    return FILE.read_bytes()


def labelled_tables() -> list[Path]:
    """List the tables of labelled messages, in alphabetical order."""
    return sorted(path for path in LABELLED.glob("*.csv") if path.stem != "towns")
