"""A day as somebody writes it: "2026-12-05", "December 5", "5 de diciembre de 2027"."""

import re
from collections.abc import Iterable
from datetime import date

from babel.dates import get_month_names

from locales.written_start import plain_words

_ISO = re.compile(r"(?P<year>\d{4})[-/. ](?P<month>\d{1,2})[-/. ](?P<day>\d{1,2})")
_MONTH_FIRST = re.compile(r"(?P<name>[a-z]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,? (?P<year>\d{4}))?")
_DAY_FIRST = re.compile(r"(?:el )?(?P<day>\d{1,2})(?: de)? (?P<name>[a-z]+)\.?(?:(?: de|,)? (?P<year>\d{4}))?")


def written_day(words: str, today: date, languages: Iterable[str]) -> date | None:
    """Return the day that these words mean; None where they mean none.

    Without a year it is the next such day, today among them. Digits alone have the year first, so that nobody has to
    know whether we write the month or the day before the other.
    """
    plain = plain_words(words)
    if said := _ISO.fullmatch(plain):
        return _day(int(said["year"]), int(said["month"]), int(said["day"]))
    said = _MONTH_FIRST.fullmatch(plain) or _DAY_FIRST.fullmatch(plain)
    month = _months(languages).get(said["name"]) if said else None
    if said is None or month is None:
        return None
    if said["year"]:
        return _day(int(said["year"]), month, int(said["day"]))
    # Eight years hold every day of a calendar: the 29th of February too.
    coming = (_day(today.year + more, month, int(said["day"])) for more in range(9))
    return next((day for day in coming if day is not None and day >= today), None)


def _months(languages: Iterable[str]) -> dict[str, int]:
    """Return the names of months and what they are shortened to, without accents and dots."""
    return {
        plain_words(name): number
        for language in languages
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=language).items()
    }


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
