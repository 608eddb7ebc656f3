"""Doors: flats, floors, rooms, lots. Whose door it is goes to nobody, whatever else a place says."""

import re

_WORDS = (
    "apt|apts|apartment|unit|apto|aptos|apartamento|depto|departamento|piso|floor|fl|room|rm|suite|ste|trailer|traila"
    "|lot|lote|buzz|buzzer|timbre|andar|etaj|chanm|apatman|cuarto|puerta"
)
_ORDINAL = (
    r"\d+(?:st|nd|rd|th|o|er|do|ro|to|a|º|ª)?|first|second|third|fourth|fifth|top|ground|primer|primero|segundo|tercer"
    "|tercero|cuarto|quinto|ultimo|último|primeiro|terceiro|quarto|premye|dezyèm|twazyèm"
)
DOOR = re.compile(
    rf"(?:\b(?:{_WORDS})\b\.?\s*(?:number|no\.?|num\.?|numero|#)?\s*|#\s*)(?:\d\w*|[A-Za-z]\d*)\b(?![-'’])"
    rf"|\b(?:{_ORDINAL})\s+(?:floor|fl|piso|andar|etaj)\b"
    r"|\b\d{1,3}[A-HJ-Z]\b|\b\d{1,3}[a-hj-z]\b(?=\s*(?:[,.;]|$))",
    re.IGNORECASE,
)
"""A door as people write it: "apt 3B", "#4", "2nd floor", "lote 14"."""


def without_doors(words: str) -> str:
    """Return a place without the door within it."""
    return DOOR.sub(" ", words) if any(sign.isdigit() for sign in words) or "loor" in words or "iso" in words else words
