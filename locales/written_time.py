"""The moment that somebody writes in a few words: "5:30 pm", "hace 40 minutos", "yesterday at 3 pm"."""

import re
import unicodedata
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

NOW = frozenset({"now", "right now", "just now", "ahora", "ahorita", "ahora mismo"})
_HALF = re.compile(r"(?:half an hour ago|hace media hora)")
_HOUR = re.compile(r"(?:an hour ago|one hour ago|hace una hora)")
_AGO = re.compile(
    r"(?:hace\s+)?(?P<n>\d{1,3})\s*(?P<unit>m|min|mins|minutes?|minutos?|h|hrs?|hours?|horas?)(?:\s+ago)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"""(?P<day>yesterday|ayer|today|hoy)?\s*(?:at|a\slas?)?\s*
    (?P<hour>\d{1,2})(?::(?P<minute>\d\d))?\s*
    (?P<half>am|pm|a\sm|p\sm|de\sla\s(?:manana|madrugada|tarde|noche)|in\sthe\s(?:morning|afternoon|evening))?
    \s*(?P<late>yesterday|ayer|today|hoy)?""",
    re.VERBOSE,
)
_MORNING = ("am", "a m", "de la manana", "de la madrugada", "in the morning")
_HOURS, _MINUTES, _NOON = 24, 60, 12


def written_time(words: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the newest moment up to `now` (aware) that these words can mean; None where they mean none."""
    said = _plain(words)
    if said in NOW:
        return now
    for pattern, minutes in ((_HALF, 30), (_HOUR, 60)):
        if pattern.fullmatch(said):
            return now - timedelta(minutes=minutes)
    ago = _AGO.fullmatch(said)
    if ago:
        unit = "hours" if ago["unit"].startswith("h") else "minutes"
        return now - timedelta(**{unit: int(ago["n"])})
    clock = _CLOCK.fullmatch(said)
    return _at(clock, now, zone) if clock and (clock["minute"] or clock["half"]) else None


def _at(clock: re.Match[str], now: datetime, zone: ZoneInfo) -> datetime | None:
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    if hour >= _HOURS or minute >= _MINUTES:
        return None
    hours = _hours(hour, clock["half"] or "")
    day = (clock["day"] or clock["late"] or "").replace("ayer", "yesterday").replace("hoy", "today")
    local = now.astimezone(zone)
    days = {"yesterday": (1,), "today": (0,), "": (0, 1)}[day]
    moments = [
        (local - timedelta(days=back)).replace(hour=one, minute=minute, second=0, microsecond=0)
        for back in days
        for one in hours
    ]
    return max((moment.astimezone(now.tzinfo) for moment in moments if moment <= local), default=None)


def _hours(hour: int, half: str) -> tuple[int, ...]:
    """Return which hours of the day are meant: both, where nothing says whether it is before or after noon."""
    if not half:
        return (hour, hour + _NOON) if 0 < hour < _NOON else (0, _NOON) if hour == _NOON else (hour,)
    if hour > _NOON:
        return (hour,)
    return (hour % _NOON,) if half in _MORNING else (hour % _NOON + _NOON,)


def _plain(words: str) -> str:
    """Reduce to lower case without accents, points or commas, with single spaces."""
    folded = unicodedata.normalize("NFKD", words.casefold())
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return " ".join(re.sub(r"[.,!?¿¡]", " ", bare).split())
