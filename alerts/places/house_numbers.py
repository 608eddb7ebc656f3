"""Numbers that lead to somebody's door, told from those of roads, exits, counted streets and shops."""

import re
from collections.abc import Sequence

from alerts.places.doors import DOOR
from alerts.places.vocabulary import BEHIND_JOINS, CONNECTORS, DIRECTIONS, LITTLE, NUMBERED, SHOPS_BY_NUMBER
from alerts.tokens import Token, tokens

_BUILDINGS = frozenset(
    "building bldg edificio edif predio bloque bloco block bilding batiman torre tower casa house kay".split()
)
_NUMBERED = NUMBERED | frozenset(
    """routes rutas rts exit salida saida sotie sorti mile milla milha marker marcador mm km kilometro calle c rua motel
    studio super pier gate lot""".split()
)
"""After these a number is the road's own, or the shop's; a lot that is left of the doors is one for cars."""
_ROADS = frozenset("la da na on off from onto via along down past to toward towards hacia".split())
"""After these it is a road's, unless a street's name follows."""
_OF_THE = (("de", "la"), ("de", "calle"), ("da", "rua"))
"""Behind a number with a street's name following, it is a house's: "la 140 de la Orchard"."""
_SHORT = 2
"""Figures of a street that is counted, behind "and"."""
_JOINS = re.compile(r"\s*&|/")
_NUMBER = re.compile(r"\d{1,5}[a-z]?", re.IGNORECASE)


def public_words(words: str) -> str:
    """Return a place without the numbers of houses, buildings and flats."""
    if not any(sign.isdigit() for sign in words) and not DOOR.search(words):
        return words.strip()
    words = DOOR.sub("", words)
    told = tokens(words)
    cut = [span for at in range(len(told)) for span in _house(words, told, at)]
    for start, end in reversed(cut):
        words = words[:start] + words[end:]
    return re.sub(r"\s+,", ",", " ".join(words.split())).strip(" ,-")


def _house(words: str, told: Sequence[Token], at: int) -> list[tuple[int, int]]:
    """Return where the number of a house stands at this word, with "building" before it; none where there is none."""
    token = told[at]
    written = words[token.start : token.end]
    if not _NUMBER.fullmatch(written) or _part_of_a_word(words, token):
        return []
    before = told[at - 1].word if at else ""
    after = [later.word for later in told[at + 1 : at + 4]]
    if before in _BUILDINGS:
        return [(told[at - 1].start, token.end)]
    if (token.word, *after[:1]) in SHOPS_BY_NUMBER:
        return []
    if before in _NUMBERED or _is_a_roads(before, after) or _is_counted(words, told, at):
        return []
    return [(token.start, token.end)]


def _part_of_a_word(words: str, token: Token) -> bool:
    """Say whether a hyphen makes it part of a name: "7-Eleven", "I-91", but not the houses "12-14"."""
    joined_before = words[: token.start].endswith("-") and not words[: token.start - 1][-1:].isdigit()
    return joined_before or (words[token.end :].startswith("-") and not words[token.end + 1 :][:1].isdigit())


def _is_a_roads(before: str, after: Sequence[str]) -> bool:
    if after and after[0] in DIRECTIONS and len(after[0]) > 1:
        return len(after) == 1 or after[1] in LITTLE or after[1] in _NUMBERED
    if before not in _ROADS and before not in CONNECTORS:
        return False
    if tuple(after[:2]) in _OF_THE and len(after) > len(_OF_THE[0]) and after[2].isalpha():
        return False
    nothing_named = not after or (after[0] in LITTLE and after[0] not in BEHIND_JOINS) or after[0] in CONNECTORS
    return before in _ROADS and (nothing_named or after[0] in ("el", "la", "los"))


def _is_counted(words: str, told: Sequence[Token], at: int) -> bool:
    """Say whether it is a street that is counted: "Elm y 3", "5 & Main", but not "12 Oak and 340 Elm"."""
    token = told[at]
    if len(words[token.start : token.end]) > _SHORT:
        return False
    if at == 0 or told[at - 1].word in LITTLE:
        return _begins_a_corner(words, told, at)
    if _is_one_of_several(told, at):
        return False
    gap = words[told[at - 1].end : token.start]
    street = told[at - 1].word in ("av", "ave", "avenida", "avenue")
    return told[at - 1].word in CONNECTORS or street or "&" in gap or "/" in gap


def _is_one_of_several(told: Sequence[Token], at: int) -> bool:
    """Say whether it is the second house of "12 & 14 Elm", "12 and 14 Elm"; "route 5 and 10" are no houses."""
    first = at - 2 if told[at - 1].word in CONNECTORS else at - 1
    named = at + 1 < len(told) and told[at + 1].word.isalpha() and told[at + 1].word not in LITTLE
    return named and first >= 0 and told[first].word.isdigit() and (first == 0 or told[first - 1].word not in _NUMBERED)


def _begins_a_corner(words: str, told: Sequence[Token], at: int) -> bool:
    """Say whether what joins a street's name follows: "5 & Main", but not "12 & 14 Elm" nor "12 E Main"."""
    after = [later.word for later in told[at + 1 : at + 3]]
    if not after or after[-1].isdigit() or after[0].isdigit():
        return False
    return bool(_JOINS.match(words, told[at].end)) or (after[0] in CONNECTORS and after[0] not in DIRECTIONS)
