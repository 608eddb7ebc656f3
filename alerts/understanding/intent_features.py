"""What of a message tells its intent: words and pieces of them, phrases by what they stand for, its form.

What is changed here changes what every weight means: then VERSION goes up, and intents are learnt anew
(`rebato understand --train`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alerts.tokens import Token
from alerts.understanding.heard_sections import heard_sections
from alerts.understanding.phrases import SaidText
from alerts.understanding.situation import Situation

VERSION = 2
"""Weights fit the features of one version only."""
_VALUES = {"says": 2.0, "form": 2.0, "in": 1.5, "length": 1.0, "word": 1.0, "language": 0.5, "piece": 0.4}
"""How much a kind of feature counts. Phrases by meaning hold in every language."""
_HERE = 0.5
"""How much it counts that something is said in this very situation."""
_LETTERS = (3, 4)
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


def features(said: SaidText, situation: Situation, told: ToldWhere, language: str | None) -> dict[str, float]:
    """Return the features of a message with how much each counts; `language`: its code, None where not known."""
    found = {"always": 1.0}
    for name in _names(said, situation, told, language):
        kind = name.partition(":")[0]
        found[name] = _VALUES[kind]
        if kind in _WITH_SITUATION:
            found[f"{name}@{situation}"] = _HERE
    return found


_WITH_SITUATION = frozenset({"says", "length"})


def _names(said: SaidText, situation: Situation, told: ToldWhere, language: str | None) -> Iterator[str]:
    yield f"in:{situation}"
    yield f"language:{language}"
    yield from (f"form:{sign}" for sign in _form(said, told))
    yield f"length:{_length(said.words)}"
    yield from (f"says:{section}" for section in heard_sections(said.hits, language))
    for token in said.words:
        word = "0" if token.word.isdigit() else token.word
        yield f"word:{word}"
        yield from (f"piece:{piece}" for piece in _pieces(word))


def _form(said: SaidText, told: ToldWhere) -> Iterator[str]:
    if told.place:
        yield "placed"
    if told.town:
        yield "town named"
    if "?" in said.text:
        yield "asked"


def _length(words: Sequence[Token]) -> str:
    count = len(words)
    if count <= _EXACT:
        return str(count)
    return "few" if count <= _FEW else "some" if count <= _SOME else "many"


def _pieces(word: str) -> Iterator[str]:
    whole = f"<{word}>"
    for letters in _LETTERS:
        yield from (whole[at : at + letters] for at in range(len(whole) - letters + 1))
