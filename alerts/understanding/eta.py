"""In how many minutes somebody says that they are there."""

import re

_MINUTES = re.compile(r"\b(\d{1,3})\s*(?:-\s*\d{1,3}\s*)?(?:min\w*|m|mn|ish)?\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:las?|às?|at|exit|salida|saída|sòti|route|rt|rte|ruta|rota|apt|apto|unit|number|número|numero|mile|milla"
    r"|milha|calle|rua|ri)\s+\d{1,3}\b(?!\s*(?:-\s*\d{1,3}\s*)?(?:min|mn|m\b))"
    r"|\b\d{1,3}\s*(?:blocks?|cuadras?|quadras?|miles?|mi|millas?|milhas?|km|days?|d[ií]as?|sec\w*|seg\w*|agent\w*|vans?"
    r"|cars?|carros?|people|personas?)\b",
    re.IGNORECASE,
)
"""Hours of the clock, exits, roads, doors, and what is counted: numbers of no minutes."""
_HOURS = re.compile(r"\b(?:hours?|hrs?|horas?|h|èdtan|lè)\b", re.IGNORECASE)
LONGEST = 60
"""Minutes; who needs longer does not go now."""


def eta_minutes(text: str) -> int | None:
    """Return the minutes that an answer like "5 min", "like 10" or "15ish" names; None for none, or for hours."""
    if _HOURS.search(text):
        return None
    found = [int(number) for number in _MINUTES.findall(_OTHERS.sub(" ", text))]
    return found[0] if len(found) == 1 and 0 < found[0] <= LONGEST else None
