"""House numbers in a free text. Counts, roads, exits, miles and times are none."""

import re
from collections.abc import Iterator

from alerts.places.vocabulary import SHOPS_BY_NUMBER
from alerts.understanding.flats import counts
from alerts.understanding.phrases import SaidText
from alerts.understanding.private_kind import PrivateKind, PrivateSpan

_HOUSE = re.compile(r"\d{1,5}[a-d]?")
_THE = frozenset({"la", "street", "calle", "rua", "ri", "en", "at", "on", "sou", "na"})
_NUMBERED = frozenset({"el", "no", "number", "at", "nan", "o"})
_FAR = 9
"""Words between "she lives across" and "at 41"."""
_STREET_WORDS = 4
"""Words between the number and "street"."""
_LONG = 3
_SHORT = 2
_THE_HOUSE = frozenset({"la", "el", "en", "na", "no"})
_OF_THE = (("de", "la"), ("de", "calle"), ("da", "rua"))
_YEAR = re.compile(r"(?:19|20)\d\d")
_TIME = re.compile(r"[:.]\d|%")
_AND = frozenset({"and", "y", "e"})
_TO = re.compile(r"\s?[-–&]\s?|/")
_JOINS = re.compile(r"\s*&|/")
_APART = re.compile(r"[!?,;\n]")
_END = re.compile(r"[!?\n;]|,\s|\.\s")


def own_doors(said: SaidText) -> Iterator[PrivateSpan]:
    """Yield each house number that a message tells; the number stands alone in its span: the street may be known."""
    for index, token in enumerate(said.words):
        if _HOUSE.fullmatch(token.word) and _is_house(said, index):
            sharp = said.between(index).rstrip(" ").endswith("#")
            start = said.text.rindex("#", 0, token.start) if sharp else _first_of(said, index)
            yield PrivateSpan(start=start, end=token.end, kind=PrivateKind.DOOR)


def _first_of(said: SaidText, index: int) -> int:
    """Return where the number begins, the first of "12-14 Elm St" and of "12 and 14 Elm St"."""
    first = index - 2 if index > 1 and said.words[index - 1].word in _AND else index - 1
    beside = first == index - 2 or bool(_TO.fullmatch(said.between(index)))
    several = first >= 0 and beside and _HOUSE.fullmatch(said.words[first].word)
    of_a_road = first - 1 in said.within("road_number_before")
    return said.words[first if several and not of_a_road else index].start


def _is_house(said: SaidText, index: int) -> bool:
    words = said.words
    if _is_another_number(said, index):
        return False
    if _is_told_as_one(said, index) or _of_the_street(said, index):
        # No road's number, though "la" stands before it.
        return True
    if index - 1 in said.within("road_number_before") and not _END.search(said.between(index)):
        return False
    compass = _before_compass(said, index)
    if counts(said, index + 1) and not compass:
        return False
    numbered = index - 1 in said.within("house_number") and not _APART.search(said.between(index))
    if compass or numbered or said.between(index).rstrip(" ").endswith("#"):
        return True
    number = words[index].word
    lives = index in said.behind("live_at") or _at_the_door(said, index) or _before_a_flat(said, index)
    if lives or _before_street(said, index) or _behind_street(said, index):
        return True
    if words[index - 1].word in _NUMBERED and any(index - back in said.behind("live_at") for back in range(_FAR)):
        return True
    digits = number.rstrip("abcd")
    if len(digits) >= _LONG and not _YEAR.fullmatch(digits):
        return _is_name(said, index + 1) or _title(said, index - 1)
    if _title(said, index - 1) and index > 1 and (said.words[index - 2].word in _THE or _lives(said, index)):
        return True
    return _title(said, index + 1) and not _END.search(said.between(index + 1)) and _is_opened(said, index)


def _is_another_number(said: SaidText, index: int) -> bool:
    """Say whether it is a time, a price, the street of "5 & Main", or what a shop's name begins with: "7 Eleven"."""
    if _TIME.match(said.text, said.words[index].end) or said.between(index).endswith((":", "$", "$ ")):
        return True
    if tuple(token.word for token in said.words[index : index + 2]) in SHOPS_BY_NUMBER:
        return True
    return len(said.words[index].word) <= _SHORT and bool(_JOINS.match(said.text, said.words[index].end))


def _is_told_as_one(said: SaidText, index: int) -> bool:
    """Say whether it is "vivo en la 64 Bowers"."""
    return index in said.behind("live_at") and _is_name(said, index + 1) and not counts(said, index + 1)


def _at_the_door(said: SaidText, index: int) -> bool:
    """Say whether somebody tells that agents are at their door: they write hardly any number but the door's."""
    return said.has("sure_came") and _is_name(said, index + 1)


def _before_a_flat(said: SaidText, index: int) -> bool:
    """Say whether a flat follows behind the street's name: "77 Walnut, apt 3R"."""
    return _is_name(said, index + 1) and index + 2 in said.within("flat") | said.within("floor_which")


def _of_the_street(said: SaidText, index: int) -> bool:
    """Say whether it is "la 140 de la Orchard", of a house; "la salida 12 de la 91" and "2 de la migra" are none."""
    if index == 0 or said.words[index - 1].word not in _THE_HOUSE:
        return False
    if len(said.words[index].word) < _SHORT and not _lives(said, index):
        return False
    following = tuple(word.word for word in said.words[index + 1 : index + 3])
    return following in _OF_THE and _is_name(said, index + 3)


def _lives(said: SaidText, index: int) -> bool:
    """Say whether "I live at" stands a few words before."""
    return any(index - back in said.behind("live_at") for back in range(_STREET_WORDS))


def _is_opened(said: SaidText, index: int) -> bool:
    """Say whether a short number stands where an address begins: at the start, or behind "at", "en"."""
    if index == 0 or "," in said.between(index) or _first_of(said, index) < said.words[index].start:
        return True
    return said.words[index - 1].word in ("at", "en", "in", "na", "no", "nan", "on", "to", "is", "es", "sou", "address")


def _before_street(said: SaidText, index: int) -> bool:
    """Say whether a street's name follows: "213 chestnut st"."""
    streets, little = said.within("street_behind"), said.within("little")
    for at in range(index + 1, min(index + 1 + _STREET_WORDS, len(said.words))):
        if _END.search(said.between(at)):
            return False
        if at in streets:
            return at > index + 1
        if at in little and at not in said.within("floor_which") and said.words[at].word not in _PARTS_OF_STREETS:
            return False
    return False


def _before_compass(said: SaidText, index: int) -> bool:
    """Say whether a street's name follows behind a letter of the compass: "214 E Main". "8 è" is an hour in Creole."""
    if index + 1 >= len(said.words) or said.words[index + 1].word not in _COMPASS:
        return False
    return _before_street(said, index) or (said.as_written(index + 1).isupper() and _title(said, index + 2))


_COMPASS = frozenset("nsew")
_PARTS_OF_STREETS = frozenset(
    """north south east west n s e w new old white black green red gray grey la el de del big upper lower mountain
    church school park""".split()
)


def _behind_street(said: SaidText, index: int) -> bool:
    """Say whether a street's name stands before: "rua Baldwin 61", "Main St 12"."""
    before, behind = said.within("street_before"), said.within("street_behind")
    little = said.within("little")
    for at in range(index - 1, max(index - 2 - _STREET_WORDS, -1), -1):
        if at + 1 <= index and _END.search(said.between(at + 1).replace(", ", " ")):
            return False
        if at in before:
            return at < index - 1
        if at == index - 1 and at in behind:
            return True
        if at in little and said.words[at].word not in _PARTS_OF_STREETS:
            return False
    return False


def _is_name(said: SaidText, index: int) -> bool:
    """Say whether a word stands there that may be a street's name."""
    if index >= len(said.words) or _END.search(said.between(index)) or index in said.within("little"):
        return False
    return said.words[index].word.isalpha()


def _title(said: SaidText, index: int) -> bool:
    """Say whether a word with a capital stands there that is no small word."""
    if not 0 <= index < len(said.words) or index in said.within("little"):
        return False
    written = said.as_written(index)
    return written[0].isupper() and not written.isupper() and written.isalpha()
