"""How far two descriptions of places say the same words."""

from collections.abc import Sequence
from itertools import permutations

from alerts.tokens import tokens

_SAME = {
    word: row[0]
    for row in (
        ("st", "street", "calle", "rua"),
        ("ave", "avenue", "avenida", "av"),
        ("rd", "road"),
        ("exit", "salida", "saida"),
        ("mile", "milla", "milha"),
        ("rt", "rte", "route", "ruta", "rota"),
    )
    for word in row
}
_DROPPED = frozenset(
    """the a an la el los las lo un una o os as um uma le yon
    of on in at to by off from into near toward towards past beside behind across front next right over through
    de del da do dos das en na no em nan a al ao por x para pa pal con com y e ak se sou bo deye devan anfas pre
    frente enfrente atras detras lado junto cerca afuera fuera dentro adentro saliendo bajando rumbo and with
    around outside inside before after where donde""".split()
)
"""Articles, prepositions and words of nearness."""


def place_words_of(place: str) -> frozenset[str]:
    """Return the words that count; all of them where only words that don't count are there."""
    words = normalised(place)
    return frozenset(word for word in words if word not in _DROPPED) or frozenset(words)


def normalised(words: str) -> list[str]:
    """Return the words in small letters, without accents, "street" and "calle" as "st"."""
    return [_SAME.get(token.word, token.word) for token in tokens(words)]


def place_f1(found: Sequence[str], right: Sequence[str]) -> float:
    """Return from 0 to 1 how far the words agree; of several places the best matching, their mean."""
    if not found and not right:
        return 1.0
    most = max(len(found), len(right))
    one = [place_words_of(place) for place in found] + [frozenset()] * (most - len(found))
    other = [place_words_of(place) for place in right] + [frozenset()] * (most - len(right))
    return max(sum(map(_f1, one, order)) / most for order in permutations(other))


def _f1(one: frozenset[str], other: frozenset[str]) -> float:
    common = len(one & other)
    return 2 * common / (len(one) + len(other)) if common else 0.0
