"""The phrases found in one text, to be asked by what they stand for."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from alerts.tokens import Token, tokens
from alerts.understanding.lexicon import Hit, Lexicon
from alerts.understanding.possessions import POSSESSIONS

_POSSESSIVES = frozenset({"'s", "’s"})
_SHORTEST = 3
_OWNER = "given_name"
_OWNERS_TOO = "given_name_too"
"""What a word is where its last letter is an s that says whose something is: "juans garage"."""
_PLURAL = frozenset("los las unos unas os as".split())
"""Before a name with an s it tells of several: "las marias"."""
_TRADES = ("ers", "ors", "ists", "ians")
_ANY = "en"
"""The language that a name of no list is heard in."""
_KEPT = 8
"""Texts: what is understood is cleaned next, and a place of it too."""


@dataclass(frozen=True)
class SaidText:
    """One text with its words and the phrases in it; words are named by their index."""

    text: str
    words: tuple[Token, ...]
    hits: Sequence[Hit]
    owners: frozenset[int] = frozenset()
    """The words that say whose something is: "Maria's", and a first name with an s, as thumbs write it."""

    @classmethod
    @lru_cache(maxsize=_KEPT)
    def of(cls, text: str, lexicon: Lexicon) -> "SaidText":
        """Take a text apart. "Maria's" is heard as "Maria" too, and so is "marias" where it is nothing else."""
        words = tokens(text)
        hits = lexicon.hits(words)
        alone = {hit.start for hit in hits if hit.end == hit.start + 1}
        owners: set[int] = set()
        for index, word in enumerate(words):
            if word.word[-1] != "s" or len(word.word) <= _SHORTEST:
                continue
            marked = text[word.end - 2 : word.end].casefold() in _POSSESSIVES
            if not marked and (index in alone or (index and words[index - 1].word in _PLURAL)):
                continue
            owner = lexicon.hits([Token(word.word[:-1], word.start, word.end - 1)])
            if not marked:
                own = index + 1 < len(words) and words[index + 1].word in POSSESSIONS
                names = (_OWNER, _OWNERS_TOO) if own else (_OWNER,)
                unknown = own and not owner and text[word.start].islower() and not word.word.endswith(_TRADES)
                owner = [replace(hit, section=_OWNER) for hit in owner if hit.section in names]
                # "Mehmets house": who owns it is somebody, though no list knows the name.
                owner += [Hit(_OWNER, _ANY, index, index + 1)] if unknown else []
            hits += [Hit(hit.section, hit.language, index, index + 1) for hit in owner]
            if marked or owner:
                owners.add(index)
        return cls(text, words, hits, frozenset(owners))

    @cached_property
    def _by_section(self) -> dict[str, list[Hit]]:
        found: dict[str, list[Hit]] = defaultdict(list)
        for hit in self.hits:
            found[hit.section].append(hit)
        return found

    @cached_property
    def _covered(self) -> dict[str, frozenset[int]]:
        return {
            section: frozenset(index for hit in hits for index in range(hit.start, hit.end))
            for section, hits in self._by_section.items()
        }

    def phrases(self, *sections: str) -> list[Hit]:
        """Return the phrases of these sections, in the order of where they begin."""
        if len(sections) == 1:
            return self._by_section.get(sections[0], [])
        return sorted((hit for name in sections for hit in self._by_section.get(name, ())), key=lambda hit: hit.start)

    def has(self, *sections: str) -> bool:
        """Say whether a phrase of one of these sections is there."""
        return any(name in self._by_section for name in sections)

    def within(self, section: str) -> frozenset[int]:
        """Return the words that belong to a phrase of this section."""
        return self._covered.get(section, frozenset())

    @cached_property
    def _ending(self) -> dict[str, frozenset[int]]:
        return {section: frozenset(hit.end for hit in hits) for section, hits in self._by_section.items()}

    def behind(self, section: str) -> frozenset[int]:
        """Return the words before which a phrase of this section ends."""
        return self._ending.get(section, frozenset())

    def between(self, index: int) -> str:
        """Return what stands between a word and the one before it; before the first and behind the last too."""
        start = self.words[index - 1].end if index > 0 else 0
        end = self.words[index].start if index < len(self.words) else len(self.text)
        return self.text[start:end]

    def as_written(self, index: int) -> str:
        """Return a word as it was written."""
        return self.text[self.words[index].start : self.words[index].end]
