"""Apartments, floors, rooms, lots and buildings in a free text."""

import re
from collections.abc import Iterator, Mapping

from alerts.understanding.digit_runs import number_words
from alerts.understanding.phrases import SaidText
from alerts.understanding.private_kind import PrivateKind, PrivateSpan

_NUMBER = re.compile(r"\d{1,4}[a-z]?|[a-z]\d{1,4}")
_INSIDE = re.compile(r"\d{1,3}[A-DF-GJ-LQ-V]|\d{1,3}[bcdfgjlqrtuv]|[A-H]\d{1,3}")
_HYPHENED = re.compile(r"[A-HJ-Z]-\d{1,3}\b")
_ALONE = re.compile(r"\d{1,3}[BCDFGJLQRTUV]")
"""Like no time, road or distance: "7B"."""
_LETTER = re.compile(r"[A-HJ-Z]|[bcfghjrvz]")
"""Small ones only where none is a word of somebody in a hurry: "puerta d la casa", "chanm m"."""
_IN = frozenset("in at unit en el no nan na apt number numero".split())
_SIGN = re.compile(r"[\s.]*(?:#|\bno\b\.?|\bnum(?:ber|ero)?\b\.?|\bn[º°]\.?|:)?[\s.]*", re.IGNORECASE)
_ARTICLES = frozenset("un una um uma uno".split())
"""Numbers, but for articles too: "casa de un vecino"."""
_ORDINAL = re.compile(r"\d{1,2}\w{0,4}")
_END = re.compile(r"[!?\n;,.]")


def flats(said: SaidText) -> Iterator[PrivateSpan]:
    """Yield each flat, floor and building that a message tells.

    A building is no more than a door to who is sent there; the others are nobody else's.
    """
    spelled = number_words(said)
    for section, kind in (("flat", PrivateKind.FLAT), ("building", PrivateKind.DOOR)):
        for hit in said.phrases(section):
            end = _number_end(said, hit.end, spelled)
            if end > hit.end and not counts(said, end) and not _is_for_cars(said, hit.start):
                yield PrivateSpan(start=said.words[hit.start].start, end=said.words[end - 1].end, kind=kind)
    yield from _floors(said)
    for index, token in enumerate(said.words):
        inside = index > 0 and said.words[index - 1].word in _IN
        of_a_road = index - 1 in said.within("road_number_before")
        if not of_a_road and (_INSIDE if inside else _ALONE).fullmatch(said.as_written(index)):
            yield PrivateSpan(start=token.start, end=token.end, kind=PrivateKind.FLAT)
        elif inside and _HYPHENED.match(said.text, token.start):
            # "I live upstairs in C-31".
            yield PrivateSpan(start=token.start, end=said.words[index + 1].end, kind=PrivateKind.FLAT)


def _number_end(said: SaidText, start: int, spelled: Mapping[int, tuple[int, int]]) -> int:
    """Return the index behind the number that stands here, `start` where none does."""
    at = start
    while at in said.within("house_number"):
        at += 1
    if at >= len(said.words):
        return start
    if at == start and not _SIGN.fullmatch(said.between(at)):
        return start
    word = said.words[at].word
    if at in spelled and word not in _ARTICLES:
        return spelled[at][0]
    if not (_NUMBER.fullmatch(word) or _LETTER.fullmatch(said.as_written(at))):
        return start
    several = said.between(at + 1) == "-" and at + 1 < len(said.words) and _NUMBER.fullmatch(said.words[at + 1].word)
    return at + 2 if several else at + 1


def _is_for_cars(said: SaidText, index: int) -> bool:
    """Say whether it is the lot of "parking lot 3"."""
    return index > 0 and said.words[index - 1].word == "parking"


def _floors(said: SaidText) -> Iterator[PrivateSpan]:
    which = said.within("floor_which")
    for hit in said.phrases("floor"):
        before, behind = hit.start - 1, hit.end
        if before in which or (before >= 0 and _ORDINAL.fullmatch(said.words[before].word)):
            yield _flat(said, before, hit.end)
        elif _is_which(said, behind) and not counts(said, behind + 1) and not _END.search(said.between(behind)):
            yield _flat(said, hit.start, behind + 1)


def _is_which(said: SaidText, index: int) -> bool:
    return index in said.within("floor_which") or (index < len(said.words) and said.words[index].word.isdigit())


def _flat(said: SaidText, start: int, end: int) -> PrivateSpan:
    return PrivateSpan(start=said.words[start].start, end=said.words[end - 1].end, kind=PrivateKind.FLAT)


def counts(said: SaidText, index: int) -> bool:
    """Say whether what stands there is counted by the number before it."""
    return index in said.within("counted") and not _END.search(said.between(index))
