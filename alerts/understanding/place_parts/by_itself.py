"""What each word of a message is by itself: by the word lists, the kinds of places, how it is written."""

import re
from collections.abc import Iterable, Sequence

from alerts.places.kinds import KINDS, kind_at
from alerts.places.vocabulary import ANY_STREET, CONNECTORS, DIRECTIONS, JOINING_SIGNS, STREETS
from alerts.tokens import Token
from alerts.understanding.lexicon import Hit
from alerts.understanding.place_parts.languages import PREFIX, spoken
from alerts.understanding.place_parts.non_place_words import non_place_words
from alerts.understanding.place_parts.part import Part, Word

_SECTIONS = {
    "name": Part.NAME,
    "near": Part.NEAR,
    "at": Part.AT,
    "toward": Part.PATH,
    "path": Part.PATH,
    "apart": Part.APART,
    "gone": Part.GONE,
    "meant": Part.END,
    "agents": Part.END,
    "what": Part.END,
    "person": Part.PERSON,
    "kind": Part.KIND,
    "time": Part.END,
    "of": Part.OF,
    "article": Part.ARTICLE,
    "nowhere": Part.END,
    "story": Part.END,
    "quality": Part.QUALITY,
}
"""In the order in which they are believed, of phrases equally long; "kind" stands for alerts/places/kinds.py."""
_RANK = {name: rank for rank, name in enumerate(_SECTIONS)}
_ANY_LANGUAGE = frozenset({"name", "agents", "what"})
"""Sections whose words are heard in a message of any language: "un Explorer", "los cops"."""
_CUT_SHORT = frozenset("st ave av rd n s e w dr mt ft no str blvd ln".split())
"""Behind these a point ends no clause."""
_BREAK = re.compile(r"[.!?;:\n()…\"“”¡¿|]|\s[-–—]+\s|[^\w\s.,;:!?'’&/+@°#%$*()-]")
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th|r?[ao]|[dtvnm][ao]|er)?")
_VERB = re.compile(
    r".{3,}(?:ing|ed|ly|[aie]ndo|y?endo|aron|i?eron|aban?|ian|[aei]mos|[aei]ram|avam?|[ai]d[oa]s?|ieran|ar[ls][aeo]|arnos"
    r"|ness|mente|able|ible)"
)
"""How verbs and the like end: a word so in small letters, of no list, is no name."""
_NAMED_SO = frozenset(
    """clemente florida
    colorado nevada granada canada salado prado dorado avocado spring king sterling rolling whispering weeping union
    ring string wing reading fleming shed speed reed""".split()
)
_MASHED = re.compile(r"qwer|asdf|sdfg|dfgh|fghj|ghjk|hjkl|zxcv|xcvb|cvbn|vbnm")
"""Neighbouring keys in their order that no word has, but one typed with the whole hand."""
_LOUD = 0.7
"""Share of capitals from which on capitals say nothing."""

_Known = tuple[Part, str, frozenset[str]]


def words_by_themselves(text: str, tokens: Sequence[Token], hits: Sequence[Hit]) -> list[Word]:
    """Say of each word what it is by itself."""
    known = _known(text, tokens, hits)
    cut = non_place_words(text, tokens)
    letters = [letter for letter in text if letter.isalpha()]
    loud = sum(letter.isupper() for letter in letters) > _LOUD * len(letters)
    words: list[Word] = []
    for at, token in enumerate(tokens):
        gap = text[words[-1].token.end if words else 0 : token.start]
        part, section, languages = (cut[at], "", frozenset[str]()) if at in cut else known[at]
        breaks = _ends_a_clause(gap, words)
        words.append(
            Word(
                token=token,
                part=part,
                section=section,
                languages=languages,
                capital=text[token.start].isupper() and not loud,
                breaks=breaks,
                comma="," in gap,
                joined=not breaks and any(sign in gap for sign in JOINING_SIGNS),
            )
        )
    return words


def _ends_a_clause(gap: str, before: Sequence[Word]) -> bool:
    if gap.strip() == "." and before and before[-1].said in _CUT_SHORT and "\n" not in gap:
        return False
    return bool(_BREAK.search(gap))


def _known(text: str, tokens: Sequence[Token], hits: Sequence[Hit]) -> list[_Known]:
    """Give each word the longest phrase that holds it, else what its form says."""
    said: dict[int, _Known] = {}
    for start, end, section, language in sorted(_phrases(tokens, hits), key=_by_belief):
        name = "" if section == "kind" else section
        if all(at not in said for at in range(start, end)):
            said |= {at: (_SECTIONS[section], name, frozenset({language})) for at in range(start, end)}
        elif end == start + 1 and said[start][1] == name:
            said[start] = (said[start][0], name, said[start][2] | {language})
    return [
        said.get(at) or (_by_form(token.word, large=text[token.start].isupper()), "", frozenset())
        for at, token in enumerate(tokens)
    ]


_Phrase = tuple[int, int, str, str]
"""Index of the first word, index behind the last, section, language."""


def _phrases(tokens: Sequence[Token], hits: Iterable[Hit]) -> list[_Phrase]:
    languages = spoken(tokens, hits)
    found = [
        (hit.start, hit.end, name, hit.language)
        for hit in hits
        if (name := hit.section.removeprefix(PREFIX)) in _SECTIONS
        and name != hit.section
        and (hit.language in languages or name in _ANY_LANGUAGE)
    ]
    plain = [token.word for token in tokens]
    for at in range(len(plain)):
        kind = kind_at(plain, at)
        if kind and not KINDS[kind] <= {"house"}:
            found.append((at, at + len(kind), "kind", ""))
    return found


def _by_belief(phrase: _Phrase) -> tuple[int, int, int]:
    start, end, section, _ = phrase
    return start - end, _RANK[section], start


def _by_form(word: str, *, large: bool) -> Part:
    if _MASHED.search(word):
        return Part.END
    if word in ANY_STREET or word in STREETS:
        return Part.STREET
    if word in DIRECTIONS:
        return Part.DIRECTION
    if _NUMBER.fullmatch(word):
        return Part.NUMBER
    if word in CONNECTORS:
        return Part.JOIN
    if not large and word not in _NAMED_SO and _VERB.fullmatch(word):
        return Part.END
    return Part.NAME
