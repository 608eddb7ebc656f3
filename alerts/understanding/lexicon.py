"""Phrases by section and language, found in a text word by word.

A phrase is words as people write them; accents, capitals and apostrophes don't count. `(vi|vimos)` is one of these,
`(a|)` may be missing, `*` stands for up to three words that are not looked at, `llev-` for any word that begins so.
A choice may hold several words, and choices: `en mi (casa|cuarto (de arriba|))`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from alerts.tokens import Token, bare
from alerts.understanding.spelled_by_ear import as_spelled

GAP = 3
"""Words that `*` may stand for."""
_KEPT = 4_096
"""Words whose spellings are remembered: most of a message are said again and again."""
_RATHER = 3
"""A word that stands so much oftener in the lists than one that sounds like it is heard too (our choice)."""
_NAMES = ("given_name", "given_name_too", "family_name")
"""Sections whose words are nothing else: Diaz is no day."""
_PIECE = re.compile(r"[()|]|[^\s()|]+")
_LONG = re.compile(r"([^\W\d_])\1{2,}")

WordLists = Mapping[str, Mapping[str, Sequence[str]]]
"""Language ("es") to section ("agents") to phrases."""
_Sequence = list["str | list[_Sequence]"]
"""Words, and choices between sequences."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a text."""

    section: str
    language: str
    start: int
    """Index of its first token."""
    end: int
    """Index behind its last token."""


@dataclass(slots=True, eq=False)
class _Node:
    """What may follow in a phrase, and what has been said where it ends here.

    There are tens of thousands, most with one way on: what a node lacks must take no memory.
    """

    next: dict[str, tuple["_Node", ...]] | None = None
    beginnings: dict[str, tuple["_Node", ...]] | None = None
    gap: tuple["_Node", ...] = ()
    ends: frozenset[tuple[str, str]] = frozenset()

    def follow(self, word: str, node: "_Node") -> None:
        """Let this node follow at a word, at whatever begins so (`llev-`), or at any (`*`)."""
        if word == "*":
            self.gap += (node,)
        elif word.endswith("-"):
            self.beginnings = _with(self.beginnings, word[:-1], node)
        else:
            self.next = _with(self.next, word, node)


class Lexicon:
    """All sections of all languages; built once, it only reads."""

    def __init__(self, lists: WordLists, first_names: Mapping[str, str] = MappingProxyType({})) -> None:
        """Build it. Raises ValueError for a phrase that says nothing, or whose brackets don't close.

        `first_names`: two first letters to the names that begin so, bare, a space before and behind each; a word that
        no list knows is a `given_name` where it is among them.
        """
        self._first_names = first_names
        self._root = _Node()
        self._shared: dict[_Node, dict[str, _Node]] = {self._root: {}}
        """While it is built: what follows in every phrase that begins with the same plain words."""
        self._words: Counter[str] = Counter()
        self._spelled = lru_cache(maxsize=_KEPT)(self._spellings)
        for language, sections in lists.items():
            for section, phrases in sections.items():
                for phrase in phrases:
                    self._add(phrase, section, language)
        del self._shared
        self._names = frozenset(
            bare(name) for sections in lists.values() for section in _NAMES for name in sections.get(section, ())
        )

    def hits(self, words: Sequence[Token]) -> list[Hit]:
        """Return every phrase found, in the order of where it begins."""
        spellings = [self._spelled(token.word) for token in words]
        found = {
            Hit(section, language, start, end)
            for start in range(len(words))
            for end, section, language in _found_from(self._root, spellings, start)
        }
        known = {hit.start for hit in found if hit.end == hit.start + 1}
        found |= {
            Hit("given_name", "en", at, at + 1)
            for at, spelled in enumerate(spellings)
            if at not in known and self._is_first_name(spelled)
        }
        return sorted(found, key=lambda hit: (hit.start, hit.end, hit.section, hit.language))

    def _is_first_name(self, spelled: tuple[str, ...]) -> bool:
        """Say whether a word is a first name of the long list: as written, and not meant for another one."""
        if len(spelled) > 1:
            return False
        return f" {spelled[0]} " in self._first_names.get(spelled[0][:2], "")

    def _spellings(self, word: str) -> tuple[str, ...]:
        """Return a word as written, with long letters made short, and what is meant where that is much more common."""
        written = _spellings(word)
        if word in self._names:
            return written
        known = max(self._words[spelled] for spelled in written)
        meant = next((other for other in as_spelled(word) if self._words[other] > _RATHER * known), None)
        return (*written, meant) if meant else written

    def _add(self, phrase: str, section: str, language: str) -> None:
        try:
            pieces = _parsed(phrase)
        except ValueError as error:
            raise ValueError(f"a phrase of [{section}] in {language}: {error}") from error
        for node in self._linked(pieces, [self._root], None):
            if node is self._root or node in self._root.gap:
                raise ValueError(f"a phrase of [{section}] in {language} says nothing")
            node.ends |= {(section, language)}

    def _linked(self, pieces: _Sequence, starts: list[_Node], target: _Node | None) -> list[_Node]:
        """Add these pieces behind each of `starts`; return where they may end, `target` where it is given."""
        for place, piece in enumerate(pieces):
            last = target if place == len(pieces) - 1 else None
            if isinstance(piece, str):
                starts = [self._word(piece, starts, last)]
            else:
                behind = last or _Node()
                ends = {end: None for option in piece for end in self._linked(option, starts, behind)}
                starts = list(ends)
        return starts

    def _word(self, word: str, starts: list[_Node], target: _Node | None) -> _Node:
        shared = self._shared.get(starts[0]) if len(starts) == 1 and target is None else None
        if shared is not None and word in shared:
            return shared[word]
        node = target or _Node()
        if shared is not None:
            shared[word] = node
            self._shared[node] = {}
        for start in starts:
            start.follow(word, node)
        if word != "*" and not word.endswith("-"):
            self._words[word] += len(starts)
        return node


def _with(ways: dict[str, tuple[_Node, ...]] | None, word: str, node: _Node) -> dict[str, tuple[_Node, ...]]:
    """Return the ways on with one more."""
    ways = {} if ways is None else ways
    ways[word] = (*ways.get(word, ()), node)
    return ways


def _parsed(phrase: str) -> _Sequence:
    """Take a phrase apart. Raises ValueError where its brackets don't close."""
    open_choices: list[list[_Sequence]] = [[[]]]
    for piece in _PIECE.findall(phrase):
        if piece == "(":
            open_choices.append([[]])
        elif piece == "|":
            open_choices[-1].append([])
        elif piece == ")" and len(open_choices) > 1:
            choice = open_choices.pop()
            open_choices[-1][-1].append(choice)
        elif piece == ")":
            raise ValueError("a bracket too many")
        else:
            open_choices[-1][-1].append(piece if piece == "*" else bare(piece))
    if len(open_choices) > 1:
        raise ValueError("a bracket is not closed")
    return [open_choices[0]] if len(open_choices[0]) > 1 else open_choices[0][0]


def _spellings(word: str) -> tuple[str, ...]:
    """Return a word as written, and with its long letters made short: "ayudaaaa" is "ayuda" and "ayudaa" too."""
    if _LONG.search(word) is None:
        return (word,)
    return word, _LONG.sub(r"\1", word), _LONG.sub(r"\1\1", word)


def _found_from(root: _Node, words: Sequence[tuple[str, ...]], start: int) -> Iterator[tuple[int, str, str]]:
    """Yield where each phrase ends that begins here, with its section and language."""
    waiting = [(root, start)]
    while waiting:
        node, at = waiting.pop()
        for section, language in node.ends:
            yield at, section, language
        if at < len(words):
            for word in words[at]:
                if node.next:
                    waiting += [(following, at + 1) for following in node.next.get(word, ())]
                if node.beginnings:
                    waiting += [(following, at + 1) for following in _begun(node.beginnings, word)]
        for behind in node.gap:
            waiting += [(behind, at + skipped) for skipped in range(min(GAP, len(words) - at) + 1)]


def _begun(beginnings: Mapping[str, Sequence[_Node]], word: str) -> Iterator[_Node]:
    for length in range(1, len(word) + 1):
        yield from beginnings.get(word[:length], ())
