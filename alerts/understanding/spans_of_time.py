"""Times told as a span before now: "20 min ago", "hace como media hora", "faz uns 20 minutos", "sa gen 10 minit"."""

from alerts.understanding.digit_runs import number_words
from alerts.understanding.phrases import SaidText

_HOUR, _HALF = 60, 30
FEW = 5
"""Minutes that "a few minutes" are taken for (our choice)."""
DAY = 24 * 60
"""Minutes. A span of days, weeks or months counts as days at least."""
_OR_SO = frozenset("or so two three y pico algo mas menos o e pouco".split())
"""As in "an hour or so ago"."""
_LONGEST = 3
"""Digits of a number of minutes."""
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
    found += [(hit.start, hit.end, _HOUR + _HALF) for hit in said.phrases("time_hour_and_half")]
    whole = {hit.start for hit in said.phrases("time_hour_and_half", "time_half_hour")}
    spelled = number_words(said)
    for section, minutes in (("time_minute", 1), ("time_hour", _HOUR), ("time_day", DAY)):
        for hit in said.phrases(section):
            number = _number_before(said, hit.start, spelled)
            if number is not None and number[0] not in whole:
                found.append((number[0], hit.end, number[1] * minutes))
    found += _joined(said)
    return found


def _number_before(said: SaidText, index: int, spelled: dict[int, tuple[int, int]]) -> tuple[int, int] | None:
    word = said.words[index - 1].word if index else ""
    if word.isdigit() and len(word) <= _LONGEST:
        before = said.words[index - 2].word if index > 1 else ""
        # "5-10 min": the longer of both, so that nobody is sent too late.
        joined = before.isdigit() and said.between(index - 1).strip() in ("-", "–", "to", "a")
        return (index - 2 if joined else index - 1), int(word)
    for start in range(max(0, index - _NEAR), index):
        if start in spelled and spelled[start][0] == index:
            return start, spelled[start][1]
    if word in ("a", "an") and index:
        return index - 1, 1
    # "hace hora y pico", "sa gen inèdtan"
    return (index, 1) if index in said.behind("time_ago_before") else None


def _joined(said: SaidText) -> list[tuple[int, int, int]]:
    """Return the spans written as one word: "20min", "2hrs", "10mn"."""
    found = []
    for index, token in enumerate(said.words):
        digits = token.word.rstrip("abcdefghijklmnopqrstuvwxyz")
        unit = token.word[len(digits) :]
        if digits.isdigit() and unit in ("min", "mins", "mn", "m", "minutos", "minutes", "minit"):
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
