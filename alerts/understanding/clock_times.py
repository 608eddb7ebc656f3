"""Times of the clock in a text: "5:30 this morning", "como a las 6", "às 7 da manhã"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.understanding.digit_runs import number_words
from alerts.understanding.phrases import SaidText

_WORD = re.compile(r"(\d{1,2})(?:h(\d\d)?|([ap])m?|(?:ish))?")
_TOGETHER = re.compile(r"(\d{1,2})([0-5]\d)([ap])m?")
"""As in "630am"."""
_MINUTES = re.compile(r"\s?:\s?|\.")
_NOON, _DAY = 12, 24
_HALF_AN_HOUR = 30
_HALF_DAY = timedelta(hours=12)
_NEAR = 3


@dataclass(frozen=True)
class ClockTime:
    """A time of the clock, with the words that say it."""

    hour: int
    minute: int
    half: str
    """"a" before noon, "p" after it; empty where it isn't told."""
    words: tuple[int, ...]


@dataclass(frozen=True)
class SinceClock:
    """How long ago a time of the clock was; None where it cannot be told."""

    minutes: int | None
    words: tuple[int, ...]


def minutes_since(said: SaidText, sent_at: datetime | None) -> SinceClock | None:
    """Return how long before `sent_at` the last time told was; None where the text tells none."""
    times = list(_times(said))
    if not times:
        return None
    time = times[-1]
    if sent_at is None or said.has("time_weekday") or _another_day(said):
        return SinceClock(None, time.words)
    return SinceClock(_minutes(time, sent_at), time.words)


def _another_day(said: SaidText) -> bool:
    """Say whether a past is told that is not of this day."""
    today = said.within("time_morning") | said.within("time_evening")
    return any(not set(range(hit.start, hit.end)) <= today for hit in said.phrases("time_past"))


def _minutes(time: ClockTime, sent_at: datetime) -> int | None:
    hours = [time.hour % _NOON + (_NOON if time.half == "p" else 0)] if time.half else [time.hour % _DAY]
    if not time.half and 0 < time.hour <= _NOON:
        hours = [time.hour % _NOON, time.hour % _NOON + _NOON]
    moments = [sent_at.replace(hour=hour, minute=time.minute, second=0, microsecond=0) for hour in hours]
    # Without "am" the last one that was; what has not been yet today must be asked.
    past = [sent_at - moment for moment in moments if moment <= sent_at]
    ago = min(past, default=None)
    if ago is None or (not time.half and ago > _HALF_DAY):
        return None
    return int(ago.total_seconds() // 60)


def _times(said: SaidText) -> Iterator[ClockTime]:
    at = said.behind("time_at") | said.behind("time_since")
    day = said.within("time_morning") | said.within("time_evening") | said.within("time_past")
    spelled = number_words(said)
    of_roads = said.within("road_number_before") - at_article(said)
    behind = 0
    for index, token in enumerate(said.words):
        if index < behind:
            # The minutes of a time that was told: "5:15 pm" is not "15 pm" too.
            continue
        if index in spelled and index in at:
            in_words = _in_words(said, index, spelled[index], day)
            if in_words:
                yield in_words
            continue
        together = _TOGETHER.fullmatch(token.word)
        if together and 0 < int(together[1]) <= _NOON:
            yield ClockTime(int(together[1]), int(together[2]), together[3], (index,))
            continue
        found = _WORD.fullmatch(token.word)
        if not found or int(found[1]) > _DAY or index - 1 in of_roads:
            continue
        minute, end = _minute(said, index, found[2])
        behind = end
        half = found[3] or _half(said, end)
        told = (
            minute is not None
            or half
            or token.word.endswith("ish")
            or (index in at and (end in day or _near_day(said, end, day)))
        )
        asked = told or (index in at and said.words[index - 1].word in ("las", "la", "as") and not _counted(said, end))
        asked = asked or (index in at and said.words[index - 1].word in ("at", "around") and _closes(said, end))
        if asked and not _is_count(said, index, end):
            yield ClockTime(int(found[1]), minute or 0, half, tuple(range(index, end)))


def _in_words(said: SaidText, index: int, number: tuple[int, int], day: frozenset[int]) -> ClockTime | None:
    """Return the hour that is written in words: "a las ocho", "at eight"; None where it may count something."""
    end, hour = number
    half_past = [token.word for token in said.words[end : end + 2]] in (["y", "media"], ["e", "meia"])
    end = end + 2 if half_past else end
    led = said.words[index - 1].word in (("la",) if hour == 1 else ("las", "as", "at", "around"))
    if not led or not 0 < hour <= _NOON or not (_closes(said, end) or end in day):
        return None
    return ClockTime(hour, _HALF_AN_HOUR if half_past else 0, _half(said, end), tuple(range(index, end)))


def at_article(said: SaidText) -> frozenset[int]:
    """Return the words "la", which stand before roads and before hours."""
    return frozenset(index for index, token in enumerate(said.words) if token.word in ("la", "las", "a"))


def _minute(said: SaidText, index: int, joined: str | None) -> tuple[int | None, int]:
    if joined:
        return int(joined), index + 1
    behind = said.words[index + 1].word if index + 1 < len(said.words) else ""
    digits = re.fullmatch(r"([0-5]\d)(?:[ap]m?)?", behind)
    if digits and _MINUTES.fullmatch(said.between(index + 1)) and ":" in said.between(index + 1):
        return int(digits[1]), index + 2
    return None, index + 1


def _half(said: SaidText, end: int) -> str:
    last = re.search(r"\d([ap])m?$", said.words[end - 1].word)
    if last:
        return last[1]
    word = said.words[end].word if end < len(said.words) else ""
    if word in ("am", "pm"):
        return word[0]
    if word in ("a", "p") and end + 1 < len(said.words) and said.words[end + 1].word == "m":
        return word
    if any(end + skip in said.within("time_morning") for skip in range(_NEAR)):
        return "a"
    return "p" if any(end + skip in said.within("time_evening") for skip in range(_NEAR)) else ""


def _near_day(said: SaidText, end: int, day: frozenset[int]) -> bool:
    return any(end + skip in day for skip in range(_NEAR))


def _closes(said: SaidText, end: int) -> bool:
    """Say whether a clause ends there: "around 9, two vans"."""
    return end == len(said.words) or bool(re.match(r"\s*[,.;!?\n-]", said.between(end)))


def _counted(said: SaidText, index: int) -> bool:
    return index in said.within("counted") or index in said.within("time_minute") or index in said.within("time_hour")


def _is_count(said: SaidText, index: int, end: int) -> bool:
    """Say whether the number counts something: "6 agents", "about 4 vans"."""
    word = said.words[end].word if end < len(said.words) else ""
    return (_counted(said, end) and word not in ("am", "pm")) or word in ("st", "rd", "th", "street", "and")
