"""What joins two streets, told from what joins two sentences and from a letter of a name; directions."""

from alerts.places.vocabulary import CONNECTORS, DIRECTIONS
from alerts.understanding.place_parts.neighbours import Neighbours
from alerts.understanding.place_parts.part import Part, Word

_MATERIAL = frozenset({Part.NAME, Part.KIND, Part.STREET, Part.NUMBER, Part.DIRECTION})
_BEFORE_COLOURS = frozenset({Part.NOTHING, Part.AT, Part.ARTICLE, Part.NEAR})
_WITH = frozenset("with w con com ak".split())
_BEFORE_STREETS = frozenset("calle rua la a o esquina".split())
_LETTERS = frozenset("yne")
"""Of names ("Big Y") that may be "and" as well."""


def mark_join(words: Neighbours, at: int) -> None:
    """Say what a connector is here."""
    word, before, after = words.words[at], words.before(at), words.after(at)
    if word.said not in CONNECTORS | _WITH or word.part in (Part.APART, Part.GONE, Part.NUMBER):
        return
    if word.section == "name":
        # "Big Y" stands in the lists.
        return
    if _between_two(words, at):
        words.become(at, Part.JOIN)
    elif word.said in _LETTERS and _ends_a_name(word, before):
        words.become(at, Part.NAME)
        if before.part is Part.QUALITY:
            words.become(at - 1, Part.NAME)
    elif _tells_which(words, at) or (word.said == "x" and after.part is not Part.NOTHING):
        words.become(at, Part.NEAR)
    elif word.said in DIRECTIONS and _leads_a_street(words, at):
        words.become(at, Part.DIRECTION)
    elif word.part in (Part.JOIN, Part.NAME):
        words.become(at, Part.END)


def _between_two(words: Neighbours, at: int) -> bool:
    """Say whether it stands between two streets; articles before the second become such."""
    word, before = words.words[at], words.before(at)
    coloured = before.part is Part.QUALITY and words.before(at, 2).part in _BEFORE_COLOURS
    if word.said not in CONNECTORS or not (before.part in _MATERIAL or coloured):
        return False
    if word.said in _WITH and words.after(at).part is Part.ARTICLE and before.part is Part.KIND:
        return False
    steps = 1
    while words.after(at, steps).part is Part.ARTICLE or words.after(at, steps).said in _BEFORE_STREETS:
        steps += 1
    other = words.after(at, steps)
    if other.part is Part.QUALITY and before.part is Part.NAME and words.after(at, steps + 1).part is Part.NOTHING:
        # "La White con Orange".
        words.become(at + steps, Part.NAME)
        other = words.after(at, steps)
    if other.part not in _MATERIAL or other.section == "person":
        return False
    if coloured:
        # "Orange con la White".
        words.become(at - 1, Part.NAME)
    for article in range(at + 1, at + steps):
        if words.words[article].part is Part.END:
            words.become(article, Part.ARTICLE)
    return True


def _leads_a_street(words: Neighbours, at: int) -> bool:
    """Say whether a letter is a direction before a street: "W Silver", "w silver st"; "w rifles" is "with"."""
    after = words.after(at)
    if after.part not in (Part.NAME, Part.STREET, Part.KIND):
        return False
    return words.words[at].capital or after.capital or words.after(at, 2).part is Part.STREET


def _ends_a_name(word: Word, before: Word) -> bool:
    if word.capital and before.said == "the":
        return True
    return before.part in (Part.NAME, Part.QUALITY) and (word.capital or before.said == "big")


def _tells_which(words: Neighbours, at: int) -> bool:
    """Say whether it tells which one: "the brick building with the mural"."""
    return (
        words.words[at].said in _WITH
        and words.before(at).part in _MATERIAL
        and words.after(at).part is Part.ARTICLE
        and words.after(at, 2).part in (Part.NAME, Part.QUALITY)
    )


def mark_direction(words: Neighbours, at: int) -> None:
    """Keep "n", "west" only beside a road's name or number."""
    word, before, after = words.words[at], words.before(at), words.after(at)
    beside = after.part in _MATERIAL - {Part.DIRECTION} or before.part in (Part.NUMBER, Part.STREET)
    if word.part is Part.DIRECTION and not beside and (len(word.said) == 1 or before.part is Part.END):
        words.become(at, Part.END)
