"""Which of our languages a few words are in, by the small words that each of them cannot do without."""

import unicodedata

_SMALL_WORDS = {
    "en": """
        the an at in on of and with for from there here is are was they them by near outside front behind corner
        van vans car cars truck trucks street agent agents people police officers man men woman knocking parked
        white black some two three four
    """,
    "es": """
        el la los las un una unos unas en de del y con por para hay esta estan son que se al afuera aqui alli ahi
        cerca frente enfrente atras esquina camioneta camionetas carro carros troca trocas calle agente agentes
        gente policia oficiales hombre hombres mujer tocando blanca blancas blanco negra negras negro dos tres cuatro
    """,
}
"""In small letters, without accents; none stands in both lists. Enough for how people report; no grammar is tried."""
_MARKS = {word: language for language, words in _SMALL_WORDS.items() for word in words.split()}


def spoken(words: str, otherwise: str | None) -> str | None:
    """Return the language with more of its small words in this text; `otherwise` where that does not tell."""
    found = [_MARKS[word] for word in _bare(words) if word in _MARKS]
    counts = {language: found.count(language) for language in set(found)}
    best = [language for language, count in counts.items() if count == max(counts.values())]
    return best[0] if len(best) == 1 else otherwise


def _bare(words: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(c if c.isalpha() or c.isspace() else "" if unicodedata.combining(c) else " " for c in plain).split()
