"""Licence plates, whole or in part, with and without the word for them or a state."""

import re
from collections.abc import Iterator

from alerts.understanding.phrases import SaidText
from alerts.understanding.private_kind import PrivateKind, PrivateSpan

_REACH = 6
"""Words behind "plate" within which it stands."""
_MIXED = re.compile(r"(?=\w*\d)(?=\w*[a-z])[a-z0-9]{2,8}")
_NOT_MIXED = re.compile(
    r"""\d+(?:st|nd|rd|th|ish|x|k|am|pm|a|p|h|hr|hrs|min|mins|m|s|do|to|er|ra|da|ro|ta|mo|va|yem|zyem|e|o|n|w|ft|yr|yo|mi)
    |\d+[a-z]?|[wgkmdl]\d{1,2}|f\d+|i\d+[nsew]?|covid\d+
    |(?:rt|rte|us|ma|sr|exit|mm|apt|unit|lot|bldg|route|ram|ct)\d+""",
    re.VERBOSE,
)
"""Ordinals, times, routes, doors, forms ("i9"), pickups ("f150")."""
_SHAPE = re.compile(r"\d{1,4}[a-z]{1,3}\d{0,4}|[a-z]{1,3}\d{1,4}[a-z]{0,2}")
"""At most three letters side by side: longer ones are words with a number behind."""
_SURELY = re.compile(r"(?=(?:\w*\d){2})[A-Z0-9]{5,8}")
"""Written alone, and a plate though nothing says so: "7KX921"."""
_PART = re.compile(r"(?=\w*\d)[a-z0-9]{2,5}")
_LEAST, _LONGEST = 4, 8
"""Signs of a plate that is spelled out."""
_NUMBER = re.compile(r"\d{3,7}")
_LETTERS = re.compile(r"[a-z]{1,4}")
_CAPITALS = re.compile(r"[A-Z]{1,3}")
_SIDE_BY_SIDE = re.compile(r"[ \-·.]{0,3}")
_BREAK = re.compile(r"[,;!?\n]")
_AND_MORE = frozenset("something algo ending termina".split())
"""Behind these stands another part of a plate that somebody did not see whole: "2DRM something 61"."""
_AND = frozenset("and y e & ak".split())
_NO_LETTERS = frozenset(
    """rt rte us ma i am pm ice hsi dhs ero cbp apt st ave rd mm sr exit lot unit to at in on by of the and or is it la
    el de en va un uno a y cvs bj bjs kfc ihop ymca ywca ups usps mgm crv hrv rav gmc bmw vw suv""".split()
)


def plates(said: SaidText) -> Iterator[PrivateSpan]:
    """Yield each licence plate; parts that stand side by side are one."""
    told = set(_told(said))
    index = 0
    while index < len(said.words):
        end = index + (_told_length(said, index) if index in told else _untold_length(said, index))
        if end == index + 2 and index in told and _PART.fullmatch(_joined(said, end)):
            # "ABC-12-34"
            end += 1
        if end > index and index in told and end < len(said.words) and said.between(end).strip() in (",", "", "&"):
            # "Plates: 4XB 733, 9HR 150 and 388 2217".
            listed = end + 1 if said.words[end].word in _AND else end
            told |= {listed} if listed < len(said.words) and _MIXED.fullmatch(said.words[listed].word) else set()
        if end > index:
            yield PrivateSpan(start=said.words[index].start, end=said.words[end - 1].end, kind=PrivateKind.PLATE)
        index = max(end, index + 1)


def _told(said: SaidText) -> frozenset[int]:
    """Return the words that the word for a plate, or a state before them, makes likely to be one."""
    told: set[int] = set()
    for hit in said.phrases("plate"):
        for index in range(hit.end, min(hit.end + _REACH, len(said.words))):
            between = said.between(index)
            if "…" in between or (index > hit.end and _BREAK.search(between)):
                break
            told.add(index)
    told |= {hit.end for hit in said.phrases("state") if said.as_written(hit.start).isupper()}
    return frozenset(told)


def _told_length(said: SaidText, index: int) -> int:
    """Return how many words the plate takes that begins here, where one was told of; 0 where none does."""
    spelled = _spelled_length(said, index)
    if spelled:
        return spelled
    word, more = said.words[index].word, _joined(said, index + 1)
    part = bool(_PART.fullmatch(more))
    large = bool(_MIXED.fullmatch(word)) and said.as_written(index).isupper()
    if large or _is_mixed(word) or (_MIXED.fullmatch(word) and _LETTERS.search(word[1:]) and len(word) > len("12a")):
        return 2 if part or _capitals(said, index + 1, more) else 1
    if word.isdigit() and index and said.words[index - 1].word in _AND_MORE:
        return 1
    if _LETTERS.fullmatch(word) and word not in _NO_LETTERS:
        return 2 if part else 0
    if _NUMBER.fullmatch(word):
        return 2 if part or _capitals(said, index + 1, more) else 1
    return 2 if word.isdigit() and _capitals(said, index + 1, more) else 0


def _spelled_length(said: SaidText, index: int) -> int:
    """Return how many single letters and digits stand side by side from here on, "7 K X 9 2 1"; 0 for too few."""
    end = index
    while end < len(said.words) and end - index < _LONGEST and len(said.words[end].word) == 1:
        if end > index and not _joined(said, end):
            break
        end += 1
    enough = end - index >= _LEAST and any(word.word.isdigit() for word in said.words[index:end])
    return end - index if enough else 0


def _untold_length(said: SaidText, index: int) -> int:
    """Return how many words the plate takes that begins here though nothing told of one; 0 where none does."""
    word, written, more = said.words[index].word, said.as_written(index), _joined(said, index + 1)
    if _is_mixed(word) and _SHAPE.fullmatch(word):
        if _PART.fullmatch(more) or _capitals(said, index + 1, more):
            return 2
        return 1 if _SURELY.fullmatch(written) else 0
    if _CAPITALS.fullmatch(written) and len(written) > 1 and word not in _NO_LETTERS:
        if index in said.within("state"):
            # "NH 512 3341": it tells of the plate that follows.
            return 0
        return 2 if _NUMBER.fullmatch(more) else 0
    return 0


def _joined(said: SaidText, index: int) -> str:
    """Return the word there, where it stands beside the one before it; empty where it doesn't."""
    if index >= len(said.words) or not _SIDE_BY_SIDE.fullmatch(said.between(index)):
        return ""
    return said.words[index].word


def _is_mixed(word: str) -> bool:
    return bool(_MIXED.fullmatch(word)) and not _NOT_MIXED.fullmatch(word)


def _capitals(said: SaidText, index: int, word: str) -> bool:
    return bool(word) and word not in _NO_LETTERS and bool(_CAPITALS.fullmatch(said.as_written(index)))
