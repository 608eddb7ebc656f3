"""In how many minutes somebody says that they are there."""

import re

from alerts.understanding.digit_runs import number_words
from alerts.understanding.phrases import SaidText

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


def eta_minutes(said: SaidText) -> int | None:
    """Return the minutes that an answer like "5 min", "like ten" or "15ish" names; None for none, or for hours."""
    text = _in_figures(said)
    if _HOURS.search(text):
        return None
    found = [int(number) for number in _MINUTES.findall(_OTHERS.sub(" ", text))]
    return found[0] if len(found) == 1 and 0 < found[0] <= LONGEST else None


def _in_figures(said: SaidText) -> str:
    """Return the text with the minutes that are written in words ("ten min", "media hora") in figures."""
    figures = {(hit.start, hit.end): "30 min" for hit in said.phrases("time_half_hour")}
    before_minutes = {hit.start for hit in said.phrases("time_minute")}
    figures |= {(start, end): str(value) for start, (end, value) in number_words(said).items() if end in before_minutes}
    text = said.text
    # Of "twenty five" the "five" is no number of its own.
    outer = [span for span in figures if not any(_is_inside(span, other) for other in figures)]
    for start, end in sorted(outer, reverse=True):
        text = f"{text[: said.words[start].start]}{figures[start, end]}{text[said.words[end - 1].end :]}"
    return text


def _is_inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return span != other and other[0] <= span[0] and span[1] <= other[1]
