"""The words of a message while their parts are put right by what stands around them."""

from collections.abc import Sequence
from dataclasses import replace

from alerts.understanding.place_parts.part import NO_WORD, Part, Word

COUNTED = frozenset({"agents", "what", "person", "time"})
"""Sections of what is counted: "4 agents", "3 cars", "10 minutes"."""


class Neighbours:
    """The words, each with its neighbours in the same clause."""

    def __init__(self, words: Sequence[Word]) -> None:
        """Begin with the words as they are by themselves."""
        self.words = list(words)
        self._clauses: list[int] = []
        clause = 0
        for word in words:
            clause += word.cut
            self._clauses.append(clause)

    def before(self, at: int, steps: int = 1) -> Word:
        """Return the word so many steps before; NO_WORD where the clause begins between."""
        first = at - steps
        return self.words[first] if first >= 0 and self._clauses[first] == self._clauses[at] else NO_WORD

    def after(self, at: int, steps: int = 1) -> Word:
        """Return the word so many steps behind; NO_WORD where the clause ends between."""
        last = at + steps
        return self.words[last] if last < len(self.words) and self._clauses[last] == self._clauses[at] else NO_WORD

    def become(self, at: int, part: Part) -> None:
        """Take a word for something else."""
        self.words[at] = replace(self.words[at], part=part)


_PEOPLE = frozenset(
    """guys guy men man people women woman ladies lady dudes dude bros folks kids workers tipos tipo hombres personas
    muchachos chavos senores vatos caras homens pessoas moun neg""".split()
)


def is_counted(word: Word) -> bool:
    """Say whether a number before this word counts it."""
    if word.said in _PEOPLE:
        return True
    return word.part in (Part.END, Part.PERSON) and word.section in COUNTED
