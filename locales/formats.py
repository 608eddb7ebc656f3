"""How one place writes times, numbers and lists."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.dates import format_skeleton, format_time, get_datetime_format
from babel.lists import format_list
from babel.numbers import format_decimal

_GROUPED_FROM = 10_000
"""Below this number digits stand plain: incident 1234 and the year 2026 read wrong with a comma."""
_SOUNDS_LIKE_I = re.compile(r"h?[ií](?![aeáé])", re.IGNORECASE)


def moment(at: datetime, zone: ZoneInfo, locale: Locale, now: datetime | None) -> str:
    """Return the local short time of the day; with weekday and date where that is another day than `now`'s.

    `at` and `now` are aware; without `now` only the time is said. Raises ValueError for a naive datetime.
    """
    if at.tzinfo is None or (now is not None and now.tzinfo is None):
        raise ValueError("a moment needs its time zone")
    local = at.astimezone(zone)
    hour = clock(local.time(), locale)
    if now is None or local.date() == now.astimezone(zone).date():
        return hour
    same_year = local.year == now.astimezone(zone).year
    date = format_skeleton("MMMEd" if same_year else "yMMMEd", local, tzinfo=zone, locale=locale)
    pattern = str(get_datetime_format("short", locale=locale))
    return _plain_spaces(pattern.replace("'", "").replace("{0}", hour).replace("{1}", date))


def day(on: date, locale: Locale) -> str:
    """Return the weekday and the day: "Sat, Dec 5"."""
    return _plain_spaces(format_skeleton("MMMEd", on, locale=locale))


def clock(at: time, locale: Locale) -> str:
    """Return the time of the day: "6:30 PM"."""
    return _plain_spaces(format_time(at, "short", locale=locale))


def number(value: float, locale: Locale) -> str:
    """Return the number in digits as that place writes them; fractions to one digit."""
    if abs(value) < _GROUPED_FROM:
        return str(format_decimal(value, format="0.#", locale=locale))
    return str(format_decimal(value, format="#,##0.#", locale=locale))


def listed(items: Sequence[str], locale: Locale) -> str:
    """Return "a, b, and c", "a, b y c". Empty for nothing."""
    if not items:
        return ""
    *others, last = items
    if others and locale.language == "es" and _SOUNDS_LIKE_I.match(last):
        # CLDR leaves to the program that Spanish says "e" before the sound i; Babel doesn't do it.
        return f"{', '.join(others)} e {last}"
    return format_list(items, style="standard", locale=locale)


def _plain_spaces(text: str) -> str:
    # CLDR puts U+202F before "PM"; some phones show a box there, and screen readers stumble.
    return text.replace("\u202f", " ").replace("\u00a0", " ")
