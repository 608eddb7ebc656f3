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
_ROADS = "exit salida saida saída sotie sòti route rt rte ruta rota".split()
_NO_ROADS = "".join(rf"(?<!\b{word}\s)" for word in _ROADS)
DOOR = re.compile(
    rf"(?:(?<!\bparking\s)\b(?:{_WORDS})\b\.?\s*(?:number|no\.?|num\.?|numero|#)?\s*|#\s*)"
    r"(?:\d\w*(?:-\d\w*)?(?!\w|\s+[a-z]+\s+(?:st|street|ave|avenue|rd|road)\b)|(?!(?-i:[aeonxy])\s+\w)[A-Za-z]\d*)\b(?![-'’])"
    rf"|\b(?:{_ORDINAL})\s+(?:floor|fl|piso|andar|etaj)\b"
    rf"|{_NO_ROADS}(?:\b\d{{1,3}}[A-HJ-Z]\b|\b\d{{1,3}}[a-hj-z]\b(?=\s*(?:[,.;]|$)))",
    re.IGNORECASE,
)
"""A door as people write it: "apt 3B", "#4", "2nd floor", "lote 14"; not "exit 7B", "parking lot 3", "cuarto y Elm"."""

_TELLING = frozenset(_WORDS.split("|"))


def without_doors(words: str) -> str:
    """Return a place without the door within it."""
    may_hold_one = any(sign.isdigit() for sign in words) or not _TELLING.isdisjoint(words.casefold().split())
    return DOOR.sub(" ", words) if may_hold_one else words
