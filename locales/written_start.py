"""When something planned begins, as somebody writes it: "2026-12-05 18:30", "6:30 pm"."""

import re
import unicodedata
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

_START = re.compile(
    r"""(?:(?P<year>\d{4})[-/.\s](?P<month>\d{1,2})[-/.\s](?P<day>\d{1,2})(?:[,t\s]+|$))?
    (?:(?:a\slas?|at)\s)?(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?\s*
    (?P<half>am|pm|a\sm|p\sm|de\sla\s(?:manana|tarde|noche)|in\sthe\s(?:morning|afternoon|evening))?""",
    re.VERBOSE,
)
_MORNING = ("am", "a m", "de la manana", "in the morning")
_NOON, _PLAIN_FROM = 12, 10
"""Hours; from the second on an hour without "am" or "pm" means what it says."""


def written_start(words: str, zone: ZoneInfo, day: date | None) -> datetime | None:
    """Return the moment (aware UTC) that these words mean in that zone; None where they mean none, or two.

    `day`: the day that was chosen before, which words with a date of their own replace. The year stands first, so that
    nobody has to know whether we write the month or the day before the other.
    """
    said = _START.fullmatch(plain_words(words))
    at = _time(said) if said else None
    if said is None or at is None:
        return None
    try:
        on = date(int(said["year"]), int(said["month"]), int(said["day"])) if said["year"] else day
    except ValueError:
        return None
    return local_moment(on, at, zone) if on is not None else None


def local_moment(on: date, at: time, zone: ZoneInfo) -> datetime | None:
    """Return that local time as a moment (aware UTC); None where clocks are put forward over it."""
    local = datetime.combine(on, at, zone)
    moment = local.astimezone(UTC)
    return moment if moment.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None) else None


def _time(said: re.Match[str]) -> time | None:
    hour, half = int(said["hour"]), said["half"]
    if half is None and (said["minute"] is None or (hour < _PLAIN_FROM and not said["hour"].startswith("0"))):
        return None
    if half is not None and not 1 <= hour <= _NOON:
        return None
    if half is not None:
        hour = hour % _NOON + (0 if half in _MORNING else _NOON)
    try:
        return time(hour, int(said["minute"] or 0))
    except ValueError:
        return None


def plain_words(words: str) -> str:
    """Return these words in small letters, without accents and needless spaces and dots."""
    decomposed = unicodedata.normalize("NFKD", words.casefold())
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return re.sub(r"\b([ap])\s*\.\s*m\b\.?", r"\1 m", " ".join(letters.split())).strip(" .")
