"""What of a message tells its intent: words, pairs and pieces of them, phrases by what they stand for, its form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alerts.tokens import Token
from alerts.understanding.phrases import SaidText
from alerts.understanding.situation import Situation

VERSION = 1
"""Weights fit the features of one version only."""
VALUES = {"says": 2.0, "piece": 0.4, "pair": 0.5}
"""How much a kind of feature counts; 1 where it is not named. Phrases by meaning hold in every language."""
_LETTERS = 4
"""Of a piece of a word: enough to know "llevaron" in "yevaron"."""
_EXACT, _FEW, _SOME = 3, 6, 12
"""Words: so short a message is counted exactly; the others are few, some or many."""


@dataclass(frozen=True, kw_only=True)
class ToldWhere:
    """What a message says of where, as far as that tells its intent."""

    place: bool
    """A place or a location is in it."""
    town: bool = False
    """It names a town."""


def features(said: SaidText, situation: Situation, told: ToldWhere) -> dict[str, float]:
    """Return the features of a message with how much each counts."""
    return {name: VALUES.get(name.partition(":")[0], 1.0) for name in _names(said, situation, told)}


def _names(said: SaidText, situation: Situation, told: ToldWhere) -> Iterator[str]:
    yield "always"
    yield f"in:{situation}"
    yield from (f"form:{sign}" for sign in _form(said, told))
    yield from (f"says:{section}" for section in sorted({hit.section for hit in said.hits}))
    words = ["0" if token.word.isdigit() else token.word for token in said.words]
    for word in words:
        yield f"word:{word}"
        yield from (f"piece:{piece}" for piece in _pieces(word))
    yield from (f"pair:{one} {other}" for one, other in zip(["^", *words], [*words, "$"], strict=True))


def _form(said: SaidText, told: ToldWhere) -> Iterator[str]:
    if told.place:
        yield "placed"
    if told.town:
        yield "town named"
    if "?" in said.text:
        yield "asked"
    if "!" in said.text:
        yield "called out"
    yield f"{_length(said.words)} words"


def _length(words: Sequence[Token]) -> str:
    count = len(words)
    if count <= _EXACT:
        return str(count)
    return "few" if count <= _FEW else "some" if count <= _SOME else "many"


def _pieces(word: str) -> Sequence[str]:
    whole = f"<{word}>"
    return [whole[at : at + _LETTERS] for at in range(len(whole) - _LETTERS + 1)]
