"""In how many hours somebody says that they could come."""

import re

_NUMBERS = {
    1: "1|a|an|one|una|um|uma|yon|inèdtan",
    2: "2|two|dos|duas|de",
    3: "3|three|tres|três|twa",
    4: "4|four|cuatro|quatro|kat",
    5: "5|five|cinco|senk",
    6: "6|six|seis|sis",
}
_HALF = r"(?:1/2|and a half|y media|e meia|edmi)"
_HOURS = re.compile(
    r"\b(?:in|en|dentro de|em|daqui a|nan)\s+(?:about|maybe|around|como|unas?|umas?|tipo|kèk|anviwon)?\s*(?:"
    + "|".join(f"(?P<h{n}>{words})" for n, words in _NUMBERS.items())
    + rf")\s*(?P<half>{_HALF})?\s*(?:hours?|hrs?|horas?|h|èdtan|lè)\b(?:\s*(?P<more>{_HALF}))?",
    re.IGNORECASE,
)
"""Not "two hours ago", and not "for two hours": only what comes behind "in"."""


def later_minutes(said: str) -> int | None:
    """Return the minutes that "in 2 hours maybe" or "en una hora y media" names, of six hours at most; else None."""
    found = list(_HOURS.finditer(said))
    if len(found) != 1:
        return None
    hours = next(n for n in _NUMBERS if found[0][f"h{n}"])
    return hours * 60 + (30 if found[0]["half"] or found[0]["more"] else 0)
