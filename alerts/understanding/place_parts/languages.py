"""Which languages the words of a message are to be read in: little words of one are others in the next."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from alerts.tokens import Token
from alerts.understanding.lexicon import Hit

PREFIX = "where_"
"""Of the sections of the word lists that are about places."""
_RARER = ("ht", "pt")
"""Alike in their little words to the two that most people write."""
_ALIKE = (("es", "pt"), ("es", "ht"), ("pt", "ht"), ("en", "ht"), ("en", "pt"))
_NEVER_MIXED = frozenset({"es", "pt"})
_MIXED = 0.2
"""A rarer language of so much of the strongest one's weight is mixed in."""
_PHRASE = 0.2
"""A phrase tells more than its words do, each by so much more a word."""
_OUTWEIGHED = 3
"""Of two that are alike, the weaker is read where it has a third of the stronger one's own words."""

_Claims = dict[int, dict[str, int]]
"""Index of a word to the languages that know it, each with the words of its longest phrase there."""


def spoken(tokens: Sequence[Token], hits: Iterable[Hit]) -> frozenset[str]:
    """Return the languages that a message is read in: the strongest, and what is clearly mixed in."""
    claims = _claims(hits)
    _without_strangers(tokens, claims)
    own, weight = _own(tokens, claims), _weight(claims)
    if not weight:
        return frozenset()
    most = max(weight.values())
    kept = {
        language
        for language, much in weight.items()
        if much >= most or (own[language] and (language not in _RARER or (much > _MIXED * most and own[language] > 1)))
    }
    for one, other in _ALIKE:
        if one in kept and other in kept:
            weaker, stronger = sorted((one, other), key=lambda language: (own[language], weight[language]))
            if own[weaker] * _OUTWEIGHED < own[stronger] + 1 or {one, other} == _NEVER_MIXED:
                kept.discard(weaker)
    return frozenset(kept)


def _claims(hits: Iterable[Hit]) -> _Claims:
    claims: _Claims = defaultdict(dict)
    for hit in hits:
        if hit.section.startswith(PREFIX):
            for at in range(hit.start, hit.end):
                claims[at][hit.language] = max(claims[at].get(hit.language, 0), hit.end - hit.start)
    return claims


def _without_strangers(tokens: Sequence[Token], claims: _Claims) -> None:
    """Take the rarer languages out of what they share, where no word is theirs alone."""
    own = _own(tokens, claims)
    for rarer in _RARER:
        if not own[rarer]:
            for said in claims.values():
                if len(said) > 1:
                    said.pop(rarer, None)


def _own(tokens: Sequence[Token], claims: Mapping[int, Mapping[str, int]]) -> dict[str, int]:
    """Count the words that only one language has, or has in a longer phrase than the others."""
    own: dict[str, int] = defaultdict(int)
    for at, said in claims.items():
        longest = max(said.values())
        best = [language for language, length in said.items() if length == longest]
        alone = len(said) == 1 and len(tokens[at].word) > 1
        if alone or (len(best) == 1 and longest > 1 and best[0] != "pt"):
            own[best[0]] += 1
    return own


def _weight(claims: Mapping[int, Mapping[str, int]]) -> dict[str, float]:
    weight: dict[str, float] = defaultdict(float)
    for said in claims.values():
        for language, length in said.items():
            weight[language] += (1 + _PHRASE * (length - 1)) / len(said)
    return weight
