"""What a message speaks of, the same in every language: sections of the word lists about what somebody wants."""

from collections.abc import Sequence

from alerts.understanding.lexicon import Hit

_ABOUT = "want_"
_HEARD_WITH = {"en": ("en", "es"), "es": ("en", "es"), "pt": ("pt",), "ht": ("ht",)}
"""Languages whose words count in a message of one: "pa" is "not" in Creole, and "for" in Spanish."""


def heard_sections(hits: Sequence[Hit], language: str | None) -> list[str]:
    """Return what is spoken of in this language, in alphabetical order; in any, where the language is not known.

    In Spanglish two languages count, but a small word of the one ("ya", "no", "van") is none of the other.
    """
    heard = _HEARD_WITH.get(language or "")
    own: frozenset[int] = frozenset()
    if heard and len(heard) > 1:
        own = frozenset(hit.start for hit in hits if hit.section == "small_words" and hit.language == language)
    return sorted(
        {
            hit.section
            for hit in hits
            if hit.section.startswith(_ABOUT)
            and (heard is None or hit.language in heard)
            and (hit.language == language or not own.issuperset(range(hit.start, hit.end)))
        }
    )
