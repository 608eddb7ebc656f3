"""What each word of a message is for a place: by itself, then by its neighbours."""

from collections.abc import Sequence
from dataclasses import replace

from alerts.tokens import Token
from alerts.understanding.lexicon import Hit
from alerts.understanding.place_parts.by_itself import words_by_themselves
from alerts.understanding.place_parts.common_words import mark_creole, mark_name, mark_verb
from alerts.understanding.place_parts.joins import mark_direction, mark_join
from alerts.understanding.place_parts.neighbours import Neighbours
from alerts.understanding.place_parts.numbers import mark_number, mark_number_word
from alerts.understanding.place_parts.part import Part, Word
from alerts.understanding.place_parts.persons import mark_person
from alerts.understanding.place_parts.streets import mark_street

_STEPS = (
    mark_verb,
    mark_creole,
    mark_street,
    mark_name,
    mark_number,
    mark_join,
    mark_number_word,
    mark_direction,
    mark_person,
)
"""In this order: each builds on what those before have put right."""


def words_in_context(
    text: str, tokens: Sequence[Token], hits: Sequence[Hit], nowhere: frozenset[int] = frozenset()
) -> list[Word]:
    """Say of each word of a text what it is; `nowhere`: the words of names and accounts."""
    by_themselves = [
        replace(word, part=Part.END) if at in nowhere and word.part is Part.NAME else word
        for at, word in enumerate(words_by_themselves(text, tokens, hits))
    ]
    words = Neighbours(by_themselves)
    for step in _STEPS:
        for at in range(len(tokens)):
            step(words, at)
    return words.words
