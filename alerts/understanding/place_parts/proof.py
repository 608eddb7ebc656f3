"""How sure it is that words which stand together are a place."""

from collections.abc import Sequence
from enum import IntEnum
from itertools import pairwise

from alerts.places.kinds import KINDS, kind_at
from alerts.understanding.place_parts.part import NO_WORD, Part, Word

LED = frozenset({Part.NEAR, Part.AT, Part.PATH})
TELLING = frozenset({Part.NAME, Part.KIND, Part.STREET, Part.NUMBER, Part.DIRECTION})
_BESIDE_STREETS = frozenset({Part.NAME, Part.NUMBER, Part.KIND, Part.DIRECTION, Part.TOWARD})
_BESIDE_NUMBERS = frozenset({Part.KIND, Part.ARTICLE, Part.NAME, Part.DIRECTION}) | LED
_BEFORE_LA = frozenset({Part.ARTICLE, Part.NEAR, Part.AT, Part.OF})
_LA = frozenset({"la", "na", "da"})
_ENGLISH_ENDS = ("sh", "ch", "ck", "gh", "th", "ge", "le", "ne", "ke", "te", "me", "pe", "se", "ve")
_ROMANCE_ENDS = ("a", "as", "ion", "dad", "e")
_SOMEBODY = frozenset(
    """guys guy workers worker company people man men lady crew staff employees owner driver drivers boys rangers kids
    bus""".split()
)
_WHOSE = frozenset(
    "my our his her their your mi mis mio mia su nuestro nuestra meu minha nosso nossa seu sua m mwen nou li".split()
)
_WHERE = frozenset("where donde onde kote".split())
_I_WORK = frozenset("i we my trabajo limpio cocino vivo estudio trabajamos trabalho limpo m mwen".split())
_ERRAND = frozenset("to a al from desde pa para pra pro".split())
"""Where somebody goes or comes from: to school, a la tienda."""
_GENERIC = frozenset("parkinglot loadingdock building apartments house stairs field village".split())
"""Kinds that are everywhere: "the parking lot"."""


class Proof(IntEnum):
    """How sure it is that a run of words is a place."""

    NONE = 0
    WEAK = 1
    """A word of no list behind "at" or "en"."""
    FAIR = 2
    """So behind a word of nearness, or written large; a school, a hospital."""
    STRONG = 3
    """A street, a corner, an exit, a school with its name."""


def proof_of(run: Sequence[Word], *, asked: bool, bare: bool) -> Proof:
    """Say how sure a run is by its own words; `bare`: a name is enough; `asked`: it answers "Where?"."""
    parts = [word.part for word in run]
    names = [word for word in run if word.part is Part.NAME]
    if not any(part in TELLING for part in parts):
        return Proof.NONE
    if _is_street(parts) or _is_corner(run, asked=asked) or _is_road(parts):
        return Proof.STRONG
    led = any(part in LED for part in parts)
    if bare and any(word.part is Part.KIND and word.capital for word in run):
        return Proof.FAIR
    if Part.KIND in parts:
        if names or led or asked:
            return Proof.STRONG if names else Proof.FAIR
        return Proof.FAIR if Part.ARTICLE in parts else Proof.NONE
    return _of_names(run, names, led=led, bare=bare, asked=asked) if names else Proof.NONE


def _of_names(run: Sequence[Word], names: Sequence[Word], *, led: bool, bare: bool, asked: bool) -> Proof:
    if _is_la_street(run):
        return Proof.STRONG
    large = any(word.capital for word in names)
    if any(word.section == "name" for word in names) or (bare and (large or len(names) > 1)):
        return Proof.FAIR
    if asked and large and run[0].part is Part.ARTICLE:
        return Proof.FAIR
    if any(word.part in (Part.NEAR, Part.PATH) for word in run) or (led and large):
        return Proof.FAIR
    return Proof.WEAK if led or (bare and asked) or (large and len(names) > 1 and not asked) else Proof.NONE


def proof_of_kind(run: Sequence[Word], after: Sequence[Word], proof: Proof, *, of_a_town: bool) -> Proof:
    """Say how sure "the hospital" is, without a name; `after`: the words of the clause behind it."""
    kinds = [word.said for word in run if word.part is Part.KIND]
    if not kinds:
        return proof
    generic = _is_generic(kinds)
    if of_a_town and not generic:
        return Proof.FAIR
    first, second = (*after, NO_WORD, NO_WORD)[:2]
    whose = first.said in _WHOSE or (first.part is Part.OF and second.said in _WHOSE)
    led = {word.said for word in run if word.part in LED} - _LA
    # "Al hotel donde limpio" is one of many.
    whose = whose or (first.said in _WHERE and second.said in _I_WORK)
    somebody = first.said in _SOMEBODY and run[-1].part is Part.KIND
    return Proof.NONE if generic or whose or somebody or (led and led <= _ERRAND) else proof


def _is_generic(said: Sequence[str]) -> bool:
    found: list[tuple[str, ...]] = []
    at = 0
    while at < len(said):
        found.append(kind_at(list(said), at) or (said[at],))
        at += len(found[-1])
    return all(KINDS.get(phrase, frozenset()) <= _GENERIC for phrase in found)


def _is_street(parts: Sequence[Part]) -> bool:
    return Part.STREET in parts and any(part in _BESIDE_STREETS for part in parts)


def _is_road(parts: Sequence[Part]) -> bool:
    return Part.NUMBER in parts and any(part in _BESIDE_NUMBERS for part in parts)


def _is_corner(run: Sequence[Word], *, asked: bool) -> bool:
    """Say whether two streets are joined; between words in small letters only where something leads to them."""
    sides = [word for word in run if word.part in (Part.NAME, Part.NUMBER)]
    joined = any(word.joined for word in run[1:])
    if len(sides) < 2 or not (joined or any(word.part is Part.JOIN for word in run[1:-1])):  # noqa: PLR2004
        return False
    led = any(word.part in LED or word.part is Part.ARTICLE for word in run[: run.index(sides[0])])
    return asked or joined or led or any(word.part is Part.NUMBER or word.capital for word in sides)


def _is_la_street(run: Sequence[Word]) -> bool:
    """Say whether "la" stands before a word that is none of that language: a street."""
    return any(
        before.part in _BEFORE_LA
        and before.said in _LA
        and word.part is Part.NAME
        and (word.capital or not word.said.endswith(_ROMANCE_ENDS) or word.said.endswith(_ENGLISH_ENDS))
        for before, word in pairwise(run)
    )
