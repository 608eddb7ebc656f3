"""Numbers of houses, roads, exits and counted streets, told from counts: "213 chestnut", "off 91", but not "2 vans"."""

from alerts.places.vocabulary import ANY_STREET, CONNECTORS, NUMBERED, NUMBERS, ORDINALS, STREETS
from alerts.understanding.place_parts.neighbours import Neighbours, is_counted
from alerts.understanding.place_parts.part import Part, Word
from alerts.understanding.place_parts.streets import DOUBTFUL

_NUMBERED_KINDS = frozenset(
    """exit salida saida sorti sotie mile milla milha marker mm km motel building edificio edif bldg predio bloque bloco
    gate pier lot super studio""".split()
)
_ON_A_ROAD = frozenset("rotary rotonda roundabout bridge puente ponte overpass underpass ramp rampa merge".split())
"""Kinds that are told by the number of their road: "the 202 rotary"."""
_ON_ROADS = frozenset("on off down from onto via along of past".split())
_THE_HOUSE = frozenset({"la", "el", "en", "na", "no"})
_OF_THE = (("de", "la"), ("d", "la"), ("de", "calle"), ("da", "rua"))
_THE_ROAD = frozenset({"la", "da", "na"})
_LITTLE_BEFORE = frozenset({Part.ARTICLE, Part.AT, Part.NEAR, Part.OF})
_NOT_ON_THE_WAY = frozenset({Part.END, Part.AT, Part.NEAR})
_TO_STREET = 4
"""Words within which the street of a house's number follows: "28 de la calle West"."""
_FEW_FIGURES, _MOST_FIGURES = 2, 5
_MOST_OF_A_ROAD = 3
_WAYS = frozenset(
    "north south east west norte sur este oeste nb sb eb wb northbound southbound eastbound westbound".split()
)
_NUMBER_SIGNS = frozenset("numero number num nro nimewo".split())
_NOW = frozenset("now rn ahorita ahora agora kounye kounya".split())


def mark_number(words: Neighbours, at: int) -> None:
    """Take a number that leads nowhere for a count."""
    if words.words[at].part is Part.NUMBER and not (
        _of_the_street(words, at)
        or _of_a_road(words, at)
        or _before_a_street(words, at)
        or _behind_a_street(words, at)
        or _of_a_corner(words, at)
    ):
        words.become(at, Part.END)


def _of_the_street(words: Neighbours, at: int) -> bool:
    """Say whether it is a house's whose street follows: "el 88 de la Walnut", but not "2 de la migra"."""
    if len(words.words[at].said) < _FEW_FIGURES or words.before(at).said not in _THE_HOUSE:
        return False
    return (words.after(at).said, words.after(at, 2).said) in _OF_THE and words.after(at, 3).part is Part.NAME


def _of_a_road(words: Neighbours, at: int) -> bool:
    before, after = words.before(at), words.after(at)
    if before.said in NUMBERED or before.said in _NUMBERED_KINDS:
        words.become(at - 1, Part.KIND if before.said in _NUMBERED_KINDS else Part.STREET)
        return True
    alone = after.part not in (Part.NAME, Part.QUALITY) or after.said in CONNECTORS
    counts = is_counted(after)
    if before.said in _THE_ROAD and before.part in _LITTLE_BEFORE:
        return alone and not counts and (after.section != "story" or after.said in CONNECTORS)
    if before.part is Part.KIND and after.part is Part.DIRECTION:
        return True
    if _is_a_way(words, at):
        return True
    if before.part is Part.ARTICLE and after.part is Part.KIND and after.said in _ON_A_ROAD:
        return True
    of_a_road = before.said in _ON_ROADS or (before.said == "del" and words.before(at, 2).part is Part.NUMBER)
    return of_a_road and alone and not counts


def _is_a_way(words: Neighbours, at: int) -> bool:
    """Say whether it is a road with the way it is taken: "91 north", "la 91 sur", but not "91 North St"."""
    said, way, next_ = words.words[at].said, words.after(at), words.after(at, 2)
    road = said.isdigit() and _FEW_FIGURES <= len(said) <= _MOST_OF_A_ROAD
    return road and way.said in _WAYS and next_.part not in (Part.NAME, Part.STREET, Part.NUMBER)


def _before_a_street(words: Neighbours, at: int) -> bool:
    after = words.after(at)
    if after.said in CONNECTORS:
        return False
    ahead = [words.after(at, steps).part for steps in range(1, _TO_STREET + 1)]
    if Part.STREET in ahead and not _NOT_ON_THE_WAY & set(ahead[: ahead.index(Part.STREET)]):
        return True
    return after.part is Part.NAME and (after.capital or len(words.words[at].said) > 1)


def _behind_a_street(words: Neighbours, at: int) -> bool:
    """Say whether it is the number of a house that is told last: "rua Baldwin 61", "Liberty Street 44"."""
    before, after, led = words.before(at), words.after(at), words.before(at, 2)
    if before.said in _NUMBER_SIGNS and led.part in (Part.NAME, Part.STREET):
        words.become(at - 1, Part.OF)
        return True
    if before.part is Part.STREET and led.part is Part.NAME and after.part is not Part.NAME:
        return not _counts(words, at)
    # "Bridge 125": a kind of place, written large, may be a street's name.
    named = before.part is Part.NAME or (before.part is Part.KIND and (before.capital or led.part is Part.STREET))
    if not named or after.part in (Part.NAME, Part.QUALITY):
        return False
    if before.capital and led.part is Part.AT and _is_a_door(words.words[at], after):
        return True
    if (led.part is Part.STREET and not is_counted(after)) or (
        led.part is Part.NOTHING and after.part in (Part.NOTHING, Part.DOOR)
    ):
        return True
    return led.said in ("la", "rua", "calle") and not is_counted(after)


def _counts(words: Neighbours, at: int) -> bool:
    """Say whether people or cars are counted, one word more between: "3 unmarked suvs"."""
    after = words.after(at)
    return is_counted(after) or (after.part is Part.END and not after.cut and is_counted(words.after(at, 2)))


def _is_a_door(word: Word, after: Word) -> bool:
    """Say whether a number may be one of a house: "at Maple 40", "en Bridge 125 ahorita", but not "20 min ago"."""
    figures = len(word.said) if word.said.isdigit() else 0
    if not _FEW_FIGURES <= figures <= _MOST_FIGURES:
        return False
    return not is_counted(after) or (figures > _FEW_FIGURES and after.said in _NOW)


def _of_a_corner(words: Neighbours, at: int) -> bool:
    said, before, after = words.words[at].said, words.before(at), words.after(at)
    joined = after.said in CONNECTORS or before.said in CONNECTORS or after.joined or words.words[at].joined
    if not said.isdigit():
        return after.part is Part.STREET or joined or before.said in ("la", "on", "calle")
    return joined and before.part is Part.JOIN and len(said) <= _FEW_FIGURES and not is_counted(after)


def mark_number_word(words: Neighbours, at: int) -> None:
    """Make "cinco" the number of a road behind "ruta", "tercera" one of a street that is counted."""
    word, before, after = words.words[at], words.before(at), words.after(at)
    if word.said not in NUMBERS or word.part in (Part.NUMBER, Part.DOOR):
        return
    led = before.said in NUMBERED or before.said in _NUMBERED_KINDS or before.said in ANY_STREET
    street = after.said in STREETS and after.said not in DOUBTFUL
    corner = _is_joined(words, at) and not is_counted(after) and (word.said in ORDINALS or before.part is Part.JOIN)
    if led or street or corner:
        words.become(at, Part.NUMBER)
        if before.said in CONNECTORS:
            words.become(at - 1, Part.JOIN)
        if after.said in CONNECTORS:
            words.become(at + 1, Part.JOIN)


def _is_joined(words: Neighbours, at: int) -> bool:
    before, after = words.before(at), words.after(at)
    if Part.JOIN in (before.part, after.part) or words.words[at].joined or before.said in CONNECTORS:
        return True
    if after.said in CONNECTORS and words.after(at, 2).part in (Part.NAME, Part.STREET, Part.ARTICLE):
        return True
    return before.part is Part.ARTICLE and words.before(at, 2).said in CONNECTORS
