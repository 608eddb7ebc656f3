"""Phone numbers, and the numbers of papers."""

import re
from collections.abc import Iterator

from alerts.understanding.digit_runs import DigitRun, digit_runs
from alerts.understanding.phrases import SaidText
from alerts.understanding.private_kind import PrivateKind, PrivateSpan

_PHONE = 7
"""Digits from which on it is a phone number; a local one has seven."""
_A_NUMBER = range(8, 10)
_NINE = 9
_NEAR = 4
"""Words between "alien number" and the number."""
_LEAST_BESIDE_A_CUE = 4
_JOINED = re.compile(r"a?\d{7,}[a-z]?|[a-z]{1,4}\d{6,}[a-z]?|\d{5,}[a-z]+\d*")
"""A-number, receipt number, passport, as one word."""
_BEGUN = re.compile(r"a\d{1,6}")
_SIDE_BY_SIDE = re.compile(r"[ .·-]{1,3}")
_DATE = re.compile(
    r"""\d{1,4}(?:[/.-]\d{1,4}){1,2}|\d{1,2}\ de\ \w+(?:\ (?:de|del)\ \d{2,4})?
    |\w+\ \d{1,2}(?:st|nd|rd|th)?,?\ \d{4}|\d{1,2}\ \w+\ \d{4}""",
    re.VERBOSE,
)
_BORN = frozenset(
    {
        "dob",
        "born",
        "birthday",
        "birth",
        "nacimiento",
        "nacio",
        "nacido",
        "nacida",
        "nasceu",
        "nascido",
        "nascida",
        "nascimento",
        "nesans",
    }
)


def private_numbers(said: SaidText) -> Iterator[PrivateSpan]:
    """Find phone numbers, A-numbers, numbers and dates of papers; a map's coordinates are none of ours."""
    alien = said.behind("alien_number") | said.behind("paper_number")
    for run in digit_runs(said, 3):
        if _goes_on_from_a(said, run):
            yield PrivateSpan(
                start=said.words[run.start - 1].start, end=said.words[run.end - 1].end, kind=PrivateKind.PAPER
            )
        kind = _kind(said, run, alien)
        if kind is not None:
            yield _span(said, run, kind)
    for index, token in enumerate(said.words):
        beside = _beside(alien, index)
        digits = sum(sign.isdigit() for sign in token.word)
        if _JOINED.fullmatch(token.word) or (beside and digits >= _LEAST_BESIDE_A_CUE):
            yield PrivateSpan(start=token.start, end=token.end, kind=PrivateKind.PAPER)
    yield from _births(said)


def _kind(said: SaidText, run: DigitRun, cues: frozenset[int]) -> PrivateKind | None:
    if _beside(cues, run.start) and run.digits >= _LEAST_BESIDE_A_CUE:
        return PrivateKind.PAPER
    before = said.words[run.start - 1].word if run.start else ""
    if run.digits in _A_NUMBER and (before in ("a", "alien") or run.digits == _NINE):
        return PrivateKind.PAPER
    return PrivateKind.PHONE if run.digits >= _PHONE else None


def _goes_on_from_a(said: SaidText, run: DigitRun) -> bool:
    """Say whether the run ends an A-number that is written as on the card: "A123 456 789"."""
    if not run.start or not _SIDE_BY_SIDE.fullmatch(said.between(run.start)):
        return False
    before = said.words[run.start - 1].word
    return bool(_BEGUN.fullmatch(before)) and len(before) - 1 + run.digits in _A_NUMBER


def _beside(cues: frozenset[int], index: int) -> bool:
    return any(index - back in cues for back in range(_NEAR))


def _span(said: SaidText, run: DigitRun, kind: PrivateKind) -> PrivateSpan:
    start, end = said.words[run.start].start, said.words[run.end - 1].end
    while start > 0 and said.text[start - 1] in "+(#":
        start -= 1
    return PrivateSpan(start=start, end=end, kind=kind)


def _births(said: SaidText) -> Iterator[PrivateSpan]:
    for hit in said.phrases("paper_number"):
        if not _BORN & {word.word for word in said.words[hit.start : hit.end]}:
            continue
        found = _DATE.search(said.text, said.words[hit.end - 1].end, said.words[hit.end - 1].end + 24)
        if found:
            yield PrivateSpan(start=found.start(), end=found.end(), kind=PrivateKind.PAPER)
