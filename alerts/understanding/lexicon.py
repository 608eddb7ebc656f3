"""Phrases by section and language, found in a text word by word.

A phrase is words as people write them; accents, capitals and apostrophes don't count. `(vi|vimos)` is one of these,
`(a|)` may be missing, `*` stands for up to three words that are not looked at, `llev-` for any word that begins so.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from alerts.tokens import Token, bare

GAP = 3
"""Words that `*` may stand for."""
_PIECE = re.compile(r"\(([^)]*)\)|(\S+)")

WordLists = Mapping[str, Mapping[str, Sequence[str]]]
"""Language ("es") to section ("agents") to phrases."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a text."""

    section: str
    language: str
    start: int
    """Index of its first token."""
    end: int
    """Index behind its last token."""


@dataclass(slots=True)
class _Node:
    """What may follow in a phrase, and what has been said where it ends here."""

    next: dict[str, "_Node"] = field(default_factory=dict)
    beginnings: dict[str, "_Node"] = field(default_factory=dict)
    gap: "_Node | None" = None
    ends: set[tuple[str, str]] = field(default_factory=set)


class Lexicon:
    """All sections of all languages; built once, it only reads."""

    def __init__(self, lists: WordLists) -> None:
        """Build it. Raises ValueError for a phrase that says nothing."""
        self._root = _Node()
        for language, sections in lists.items():
            for section, phrases in sections.items():
                for phrase in phrases:
                    self._add(phrase, section, language)

    def hits(self, words: Sequence[Token]) -> list[Hit]:
        """Return every phrase found, in the order of where it begins."""
        found = {
            Hit(section, language, start, end)
            for start in range(len(words))
            for end, (section, language) in self._ends(self._root, words, start)
        }
        return sorted(found, key=lambda hit: (hit.start, hit.end, hit.section, hit.language))

    def _add(self, phrase: str, section: str, language: str) -> None:
        pieces = [
            [option.strip() for option in choice.split("|")] if word == "" else [word]
            for choice, word in _PIECE.findall(phrase)
        ]
        for words in product(*pieces):
            said = [word for word in " ".join(words).split() if word]
            if not any(word != "*" for word in said):
                raise ValueError(f"a phrase of [{section}] in {language} says nothing")
            node = self._root
            for word in said:
                node = _below(node, word)
            node.ends.add((section, language))

    def _ends(self, node: _Node, words: Sequence[Token], at: int) -> Iterable[tuple[int, tuple[str, str]]]:
        for end in node.ends:
            yield at, end
        if at < len(words):
            word = words[at].word
            following = node.next.get(word)
            if following is not None:
                yield from self._ends(following, words, at + 1)
            for beginning, below in node.beginnings.items():
                if word.startswith(beginning):
                    yield from self._ends(below, words, at + 1)
        if node.gap is not None:
            for skipped in range(min(GAP, len(words) - at) + 1):
                yield from self._ends(node.gap, words, at + skipped)


def _below(node: _Node, word: str) -> _Node:
    """Return the node under this one for a word of a phrase, made where it is new."""
    if word == "*":
        node.gap = node.gap or _Node()
        return node.gap
    plain = bare(word)
    if plain.endswith("-"):
        return node.beginnings.setdefault(plain[:-1], _Node())
    return node.next.setdefault(plain, _Node())
