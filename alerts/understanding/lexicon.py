"""Phrases by section and language, found in a text word by word.

A phrase is words as people write them; accents, capitals and apostrophes don't count. `(vi|vimos)` is one of these,
`(a|)` may be missing, `*` stands for up to three words that are not looked at, `llev-` for any word that begins so.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class _Piece:
    """One place of a phrase: what may stand there."""

    words: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    several: tuple[tuple["_Piece", ...], ...] = ()
    """Options of more than one word."""
    gap: bool = False
    missing: bool = False
    """It may be left out."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    pieces: tuple[_Piece, ...]
    section: str
    language: str


class Lexicon:
    """All sections of all languages; built once, it only reads."""

    def __init__(self, lists: WordLists) -> None:
        """Build it. Raises ValueError for a phrase that says nothing."""
        self._by_word: dict[str, list[_Phrase]] = defaultdict(list)
        self._by_letter: dict[str, list[tuple[str, _Phrase]]] = defaultdict(list)
        """Phrases that may begin with the beginning of a word, by its first letter."""
        for language, sections in lists.items():
            for section, phrases in sections.items():
                for phrase in phrases:
                    self._add(_Phrase(_pieces(phrase), section, language))

    def hits(self, words: Sequence[Token]) -> list[Hit]:
        """Return every phrase found, in the order of where it begins."""
        found = {
            Hit(phrase.section, phrase.language, start, end)
            for start, token in enumerate(words)
            for phrase in self._beginning(token.word)
            for end in _ends(phrase.pieces, 0, words, start)
            if end > start
        }
        return sorted(found, key=lambda hit: (hit.start, hit.end, hit.section, hit.language))

    def _beginning(self, word: str) -> Iterator[_Phrase]:
        """Return the phrases that may begin with this word."""
        yield from self._by_word.get(word, ())
        for beginning, phrase in self._by_letter.get(word[:1], ()):
            if word.startswith(beginning):
                yield phrase

    def _add(self, phrase: _Phrase) -> None:
        if not any(piece.words or piece.beginnings or piece.several for piece in phrase.pieces):
            raise ValueError(f"a phrase of [{phrase.section}] in {phrase.language} says nothing")
        words, beginnings = _first(phrase.pieces)
        for word in words:
            self._by_word[word].append(phrase)
        for beginning in beginnings:
            self._by_letter[beginning[:1]].append((beginning, phrase))


def _pieces(phrase: str) -> tuple[_Piece, ...]:
    return tuple(_piece(choice.split("|") if not word else [word]) for choice, word in _PIECE.findall(phrase))


def _piece(options: Sequence[str]) -> _Piece:
    if list(options) == ["*"]:
        return _Piece(gap=True)
    said = [option.split() for option in options]
    single = [_plain(words[0]) for words in said if len(words) == 1 and words[0] != "*"]
    return _Piece(
        words=frozenset(word for word in single if not word.endswith("-")),
        beginnings=tuple(word[:-1] for word in single if word.endswith("-")),
        several=tuple(tuple(_piece([word]) for word in words) for words in said if len(words) > 1),
        missing=any(not words for words in said),
    )


def _plain(word: str) -> str:
    return word if word.isascii() and word.islower() and "'" not in word else bare(word)


def _first(pieces: Sequence[_Piece]) -> tuple[set[str], set[str]]:
    """Return the words, and the beginnings of words, with which these pieces may begin."""
    words: set[str] = set()
    beginnings: set[str] = set()
    for piece in pieces:
        words |= piece.words
        beginnings |= set(piece.beginnings)
        for option in piece.several:
            more, longer = _first(option)
            words |= more
            beginnings |= longer
        if not piece.missing:
            break
    return words, beginnings


def _ends(pieces: Sequence[_Piece], index: int, words: Sequence[Token], at: int) -> Iterator[int]:
    """Return where the pieces from `index` on may end, if they begin at this word."""
    if index == len(pieces):
        yield at
        return
    piece = pieces[index]
    if piece.missing:
        yield from _ends(pieces, index + 1, words, at)
    if piece.gap:
        for skipped in range(min(GAP, len(words) - at) + 1):
            yield from _ends(pieces, index + 1, words, at + skipped)
        return
    if at < len(words) and _fits(piece, words[at].word):
        yield from _ends(pieces, index + 1, words, at + 1)
    for option in piece.several:
        for behind in _ends(option, 0, words, at):
            yield from _ends(pieces, index + 1, words, behind)


def _fits(piece: _Piece, word: str) -> bool:
    return word in piece.words or any(word.startswith(beginning) for beginning in piece.beginnings)
