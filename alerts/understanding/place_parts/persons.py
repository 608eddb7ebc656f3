"""Names of persons, which are no places: behind "my cousin", in "casa de Rosa", before "house"."""

from alerts.understanding.place_parts.neighbours import Neighbours
from alerts.understanding.place_parts.part import Part
from alerts.understanding.possessions import POSSESSIONS

_LONGEST = 3
"""Words of a person's name."""
_INSIDE_NAMES = frozenset("m nan mwen de don dona a".split())
_HOMES = frozenset("casa casita kay lakay hogar apartamento cuarto traila".split())
_BEFORE_OWNERS = frozenset("de don dona los las du".split())


def mark_person(words: Neighbours, at: int) -> None:
    """Make the name of a person no place."""
    word = words.words[at]
    if word.part is Part.PERSON:
        words.become(at, Part.END)
        if _is_nickname(words, at + 2):
            words.become(at + 2, Part.END)
        _without_names(words, at + 1)
    elif word.said in _HOMES:
        _without_owner(words, at)
    elif word.part is Part.NAME and word.said.endswith("s") and _is_owned(words, at):
        words.become(at, Part.END)


def _is_owned(words: Neighbours, at: int) -> bool:
    """Say whether what follows is somebody's: "Rosa's house", "Rosas house"; but "Los Pinos trailer park"."""
    return words.after(at).said in POSSESSIONS and words.after(at, 2).part is not Part.KIND


def _is_nickname(words: Neighbours, at: int) -> bool:
    """Say whether it is what the person is called who was told of: "mi compa el Chino"."""
    if at >= len(words.words) or words.before(at).said not in ("el", "la"):
        return False
    word = words.words[at]
    return word.part is Part.NAME and word.capital and not word.cut and words.after(at).part is not Part.STREET


def _without_names(words: Neighbours, step: int) -> None:
    """Take out the names that begin here, "my cousin Rosa", "vwazen m nan, Fritznel"."""
    names = 0
    while step < len(words.words) and not words.words[step].breaks and names < _LONGEST:
        word = words.words[step]
        if word.part is Part.NAME and (names or word.capital or not word.comma):
            words.become(step, Part.END)
            names += 1
        elif word.part is not Part.PERSON and word.said not in _INSIDE_NAMES and not _and_another(words, step):
            break
        step += 1
    if names and step + 1 < len(words.words) and words.words[step].said in ("el", "la"):
        _without_trade(words, step)


def _and_another(words: Neighbours, step: int) -> bool:
    """Say whether one more person follows, or is told of here: "al chino y al Toño"."""
    said, after = words.words[step].said, words.after(step)
    if said in ("y", "e"):
        return after.said in ("al", "ao")
    return said in ("al", "ao") and step > 0 and words.before(step).said in ("y", "e")


def _without_trade(words: Neighbours, step: int) -> None:
    """Take out what tells which one: "Lorena la de la panadería"."""
    if words.after(step).said not in ("de", "del"):
        return
    words.become(step, Part.END)
    while words.after(step).part in (Part.NEAR, Part.OF, Part.ARTICLE, Part.KIND):
        step += 1
        words.become(step, Part.END)


def _without_owner(words: Neighbours, at: int) -> None:
    """Take out whose home it is; "casa de la Elm" is one on a street."""
    step = 1
    while words.after(at, step).said in _BEFORE_OWNERS:
        step += 1
    for name in range(step, step + _LONGEST):
        if words.after(at, name).part is not Part.NAME:
            return
        words.become(at + name, Part.END)
