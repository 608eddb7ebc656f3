"""Times told as a span before now: "20 min ago", "hace como media hora", "faz uns 20 minutos", "sa gen 10 minit"."""

import re

from alerts.understanding.digit_runs import number_words
from alerts.understanding.phrases import SaidText

_HOUR, _HALF = 60, 30
FEW = 5
"""Minutes that "a few minutes" are taken for (our choice)."""
DAY = 24 * 60
"""Minutes. A span of days, weeks or months counts as days at least."""
_OR_SO = frozenset("or so two three y pico algo mas menos o e pouco".split())
"""As in "an hour or so ago"."""
_LONGEST = 4
"""Digits of a number of minutes."""
_QUARTER = 15
_TO = frozenset("to a or o ou".split())
"""Between the numbers of "5 to 10 min"."""
_AND = frozenset("and y e ak".split())
_A_HALF = (("media",), ("meia",), ("half",), ("a", "half"), ("demi",), ("edmi",))
"""Behind "two hours and"."""
_HOURS_AND_MINUTES = re.compile(r"(\d{1,2})h(\d\d)")
_NEAR = 3
"""Words ("como", "unos") between "hace" and the number."""


def minutes_back(said: SaidText) -> int | None:
    """Return the minutes that a span gives; None where none stands there. Of several the shortest: the newest."""
    found = [minutes for start, end, minutes in _spans(said) if _is_ago(said, start, end)]
    found += [FEW for _ in said.phrases("time_few_minutes")]
    return min(found, default=None)


def _spans(said: SaidText) -> list[tuple[int, int, int]]:
    """Return every span with the index of its first word and of the one behind it, in minutes."""
    found = [(hit.start, hit.end, _HALF) for hit in said.phrases("time_half_hour")]
    found += [(hit.start, hit.end, _QUARTER) for hit in said.phrases("time_quarter_hour")]
    found += [(hit.start, hit.end, _HALF + _QUARTER) for hit in said.phrases("time_three_quarters")]
    found += [(hit.start, hit.end, _HOUR + _HALF) for hit in said.phrases("time_hour_and_half")]
    spelled = number_words(said)
    for section, minutes in (("time_minute", 1), ("time_hour", _HOUR), ("time_day", DAY)):
        for hit in said.phrases(section):
            number = _number_before(said, hit.start, spelled)
            if number is not None:
                end, more = _and_more(said, hit.end, spelled) if minutes == _HOUR else (hit.end, 0)
                found.append((number[0], end, int(number[1] * minutes) + more))
    found += _joined(said)
    return [span for span in found if not any(_is_part(span, whole) for whole in found)]


def _is_part(span: tuple[int, int, int], whole: tuple[int, int, int]) -> bool:
    """Say whether it is a part of a longer one: "an hour" of "half an hour"."""
    return whole[0] <= span[0] and span[1] <= whole[1] and whole[1] - whole[0] > span[1] - span[0]


def _number_before(said: SaidText, index: int, spelled: dict[int, tuple[int, int]]) -> tuple[int, float] | None:
    word = said.words[index - 1].word if index else ""
    if word.isdigit() and len(word) <= _LONGEST:
        return _figures_before(said, index)
    for start in range(max(0, index - _NEAR), index):
        if start in spelled and spelled[start][0] == index:
            return start, spelled[start][1]
    if word in ("a", "an", "yon") and index:
        return index - 1, 1
    # "hace hora y pico", "sa gen inèdtan"
    return (index, 1) if index in said.behind("time_ago_before") else None


def _figures_before(said: SaidText, index: int) -> tuple[int, float]:
    """Return where the number begins that is written in figures before this word, and its value."""
    at = index - 1
    value = float(said.words[at].word)
    before = said.words[at - 1].word if at else ""
    between = said.between(at)
    if before.isdigit() and between in (".", ","):
        return at - 1, float(f"{before}.{said.words[at].word}")
    if before == "1" and between == "/":
        whole = said.words[at - 2].word if at > 1 and said.between(at - 1).isspace() else ""
        return (at - 2, int(whole) + 1 / value) if whole.isdigit() and value else (at - 1, 1 / (value or 1))
    # "5-10 min": the longer of both, so that nobody is sent too late.
    if before.isdigit() and between.strip() in ("-", "–"):
        return at - 1, value
    return (at - 2 if before in _TO and at > 1 and said.words[at - 2].word.isdigit() else at), value


def _and_more(said: SaidText, end: int, spelled: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """Return where a span of hours ends that goes on with "and a half", "y 20 minutos", and how many minutes more."""
    words = [token.word for token in said.words[end : end + 1 + _NEAR]]
    if not words or words[0] not in _AND:
        return end, 0
    for half in _A_HALF:
        if tuple(words[1 : 1 + len(half)]) == half:
            return end + 1 + len(half), _HALF
    for hit in said.phrases("time_minute"):
        number = _number_before(said, hit.start, spelled)
        if number is not None and number[0] == end + 1:
            return hit.end, int(number[1])
    return end, 0


def _joined(said: SaidText) -> list[tuple[int, int, int]]:
    """Return the spans written as one word: "20min", "2hrs", "1h30"."""
    found = []
    for index, token in enumerate(said.words):
        digits = token.word.rstrip("abcdefghijklmnopqrstuvwxyz")
        unit = token.word[len(digits) :]
        together = _HOURS_AND_MINUTES.fullmatch(token.word)
        if together:
            found.append((index, index + 1, int(together[1]) * _HOUR + int(together[2])))
        elif digits.isdigit() and unit in ("min", "mins", "mn", "m", "minutos", "minutes", "minit"):
            found.append((index, index + 1, int(digits)))
        elif digits.isdigit() and unit in ("h", "hr", "hrs", "horas", "hora"):
            found.append((index, index + 1, int(digits) * _HOUR))
    return found


def _is_ago(said: SaidText, start: int, end: int) -> bool:
    """Say whether the span lies before now, and does not last ("since 20 minutes"), nor come ("in 20 minutes")."""
    after = {hit.start for hit in said.phrases("time_ago_after")}
    behind = end
    while behind not in after and behind < min(end + _NEAR, len(said.words)) and said.words[behind].word in _OR_SO:
        behind += 1
    if behind in after:
        return True
    before = said.behind("time_ago_before")
    about = said.within("time_about")
    at = start
    while at > 0 and at not in before and start - at < _NEAR and at - 1 in about:
        at -= 1
    return at in before
