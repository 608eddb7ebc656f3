"""Digits that belong together however they are written: "413.555.0188", "four one three", "cuatro trece"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from alerts.understanding.phrases import SaidText

_BETWEEN = re.compile(r"[\s().\-–—/·•_]*(?:\+\s?)?")
_AND = frozenset({"y", "e"})
"""As in "cincuenta y cinco"."""
_MIXED = re.compile(r"[a-z]{2,6}\d{1,4}")
"""A digit in words and more in figures: "413 cinco55"."""
_AREA = 3
"""Digits of an area code, behind which one may stand so."""


@dataclass(frozen=True)
class DigitRun:
    """Words `start` to `end` (behind the last) that hold so many digits."""

    start: int
    end: int
    digits: int
    spelled: bool
    """Whether some of it is written in words."""


def number_words(said: SaidText) -> dict[int, tuple[int, int]]:
    """Map the index of each number word to the index behind it and its value; of several the longest."""
    found: dict[int, tuple[int, int]] = {}
    for hit in said.hits:
        if hit.section.startswith("number_") and hit.section[7:].isdigit():
            old = found.get(hit.start)
            if old is None or old[0] < hit.end:
                found[hit.start] = hit.end, int(hit.section[7:])
    return found


def digit_runs(said: SaidText, least: int) -> Iterator[DigitRun]:
    """Yield the longest runs that hold at least so many digits."""
    spelled = number_words(said)
    index = 0
    while index < len(said.words):
        run = _run(said, spelled, index)
        if run.digits >= least:
            yield run
        index = max(run.end, index + 1)


def _run(said: SaidText, spelled: dict[int, tuple[int, int]], start: int) -> DigitRun:
    digits, at, end, in_words = 0, start, start, False
    while at < len(said.words):
        # Spoken ones have commas where one breathes: "four one three, five five five".
        between = said.between(at).replace(",", "") if at in spelled and in_words else said.between(at)
        if at > start and not _BETWEEN.fullmatch(between):
            break
        word = said.words[at].word
        if word.isdigit() and word.isascii():
            digits, at = digits + len(word), at + 1
            end = at
        elif at in spelled:
            behind, value = spelled[at]
            digits, at, in_words = digits + len(str(value)), behind, True
            end = at
        elif digits >= _AREA and _MIXED.fullmatch(word):
            digits, at, in_words = digits + 1 + sum(sign.isdigit() for sign in word), at + 1, True
            end = at
        elif word in _AND and end == at > start:
            at += 1
        else:
            break
    return DigitRun(start, end, digits, in_words)
