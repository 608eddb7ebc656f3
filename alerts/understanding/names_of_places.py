"""Names of persons that stand as names of places: of streets, schools, churches, shops."""

import re

from alerts.understanding.phrases import SaidText
from alerts.understanding.possessions import POSSESSIONS

_OF = frozenset("de del of do da la el the con y e".split())
_AND = frozenset("and y con e ak n x".split())
_NO_WOMANS = re.compile(r"[bcdefgjkmnopqrtuvwx]$")
"""Endings of names that no woman has: "la Clemente" is a street, "la Juana" and "la Yamileth" are not."""
_WOMEN = frozenset(
    """carmen guadalupe lupe pilar ester esther flor rosario consuelo soledad trinidad amparo socorro margaret janet
    yanet janeth yaneth karen evelyn jocelyn jacqueline dulce lizbeth elizabeth marie noemie denise michelle nicole
    yvonne irene marlene ivonne belen ruth raquel araceli cruz mercedes dolores milagros concepcion asuncion encarnacion
    remedios nieves angeles maribel isabel mabel lulu coco chelo meche yesenia lourdes beatriz ines judith
    miriam vivian lilian marian yasmin jazmin kelly wendy sharon erin carolyn kathleen lauren""".split()
)
_SIGNS = frozenset({"&", "/", "@"})
_SOMEBODY = ("given_name", "given_name_too", "family_name", "kin", "counted")
_BREAK = re.compile(r"[!?;\n…]")
_NAMED = frozenset("la el los las the".split())
_ARTICLE_AND_NAME = 2
_LEAST, _MOST = 2, 4
"""Figures of a house's number."""
_OPENS = re.compile(r"[.!?;:\n…¡¿]")


def _opens(said: SaidText, start: int) -> bool:
    """Say whether the article before a name is large only as it opens a sentence: not where both are all there is."""
    if start == 1:
        return len(said.words) > _ARTICLE_AND_NAME
    return bool(_OPENS.search(said.between(start - 1)))


def is_owner(said: SaidText, end: int) -> bool:
    """Say whether the name that ends here is of who owns what follows: "Maria's place", "on johns phone"."""
    return end < len(said.words) and said.as_written(end) in POSSESSIONS and said.words[end - 1].word.endswith("s")


def is_placed_behind(said: SaidText, end: int, *, capital: bool) -> bool:
    """Say whether the words behind the name make it a place's: "Kelly school".

    `capital`: the word behind it is written as names are, so that one more of them may stand between.
    """
    behind = said.within("place_behind")
    if _is_numbered(said, end):
        return True
    if end >= len(said.words) or said.between(end).strip(" .'’"):
        return False
    if is_owner(said, end):
        return False
    if end in behind:
        return True
    return end + 1 in behind and capital and end not in said.within("little") and said.between(end + 1).isspace()


def _is_numbered(said: SaidText, end: int) -> bool:
    """Say whether the number of a house ends the line behind a name that begins it: "Davis 88"."""
    if end != 1 or len(said.words) <= end or not said.between(end).isspace():
        return False
    number = said.words[end].word
    return number.isdigit() and _LEAST <= len(number) <= _MOST and said.between(end + 1).strip()[:1] in ("", ",", ".")


def _is_a_house(said: SaidText, index: int) -> bool:
    """Say whether a number begins an address: "88 Tiffany", "at 88 Tiffany"."""
    number = said.words[index].word
    if not number.isdigit() or not _LEAST <= len(number) <= _MOST:
        return False
    return index == 0 or said.words[index - 1].word in ("at", "en", "on", "na", "nan", "in")


def is_placed_before(said: SaidText, start: int) -> bool:
    """Say whether the words before the name make it a place's: "San Pablo", "la panadería Lupita", "on Charles"."""
    if not start:
        return False
    before, last = said.within("place_before"), said.words[start - 1].word
    near = said.between(start).isspace()
    if near and _is_a_house(said, start - 1):
        return True
    if start - 1 in said.within("saint") and not _BREAK.search(said.between(start)) and "," not in said.between(start):
        return True
    if near and (start in said.behind("street_on") or start - 1 in before):
        return True
    if last == "la" and said.words[start].word not in _WOMEN and _NO_WOMANS.search(said.words[start].word):
        return True
    if last in _NAMED and said.as_written(start - 1).istitle() and not _opens(said, start):
        # "en La Esperanza" is a shop; nobody writes "la Juana" so.
        return True
    if last not in _OF:
        return False
    # "la escuela de la Juarez": one more small word may stand between.
    return start - 2 in before or (start - 3 in before and said.words[start - 2].word in _OF)


def _is_joined(said: SaidText, joint: int, other: int) -> bool:
    """Say whether a sign joins a name to a word that is nobody's: "Main & Jackson", but not "Rosa & Juan"."""
    if not 0 <= other < len(said.words) or not 0 < joint < len(said.words):
        return False
    somebody = any(other in said.within(section) for section in _SOMEBODY)
    return said.between(joint).strip() in _SIGNS and not somebody and other not in said.within("little")


def _is_listed(said: SaidText, index: int) -> bool:
    """Say whether some list knows the word."""
    return any(hit.start <= index < hit.end for hit in said.hits)


def is_crossed(said: SaidText, start: int, end: int) -> bool:
    """Say whether it is one street of a corner: "Dwight and James St", "on Elm and Charles"."""
    streets = said.within("place_behind") | said.within("street_behind")
    if _is_joined(said, start, start - 1) or _is_joined(said, end, end):
        return True
    if start > 1 and said.words[start - 1].word in _AND:
        if start == _ARTICLE_AND_NAME and said.as_written(0).istitle() and not _is_listed(said, 0):
            # "Reis con Jackson".
            return True
        return start - 2 in streets or is_placed_before(said, start - 2)
    return end + 1 < len(said.words) and said.words[end].word in _AND and end + 2 in streets
