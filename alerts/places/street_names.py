"""Words that are a street's name where others stand around them: Front, Church, St James."""

from alerts.places.vocabulary import ANY_STREET, LITTLE, STREETS

_MASCULINE = frozenset("park bridge mill canal market center hill pond lake bank college river".split())
"""English kinds of places whose Spanish word is masculine."""
_OF = frozenset("of de del da do the".split())


def is_front_street(said: list[str], at: int) -> bool:
    """Say whether it is a street's name: "Lyman and Front", and not "in front of"."""
    behind = said[at + 1] if at + 1 < len(said) else ""
    return said[at] == "front" and (at == 0 or said[at - 1] not in ("in", "n", "en")) and behind not in _OF


def names_a_street(words: list[str], start: int, end: int) -> bool:
    """Say whether the words from `start` to `end`, a kind of place, are a street's own name: "Church Street"."""
    saint = words[end : end + 1] == ["st"] and end + 1 < len(words) and words[end + 1] not in LITTLE
    if end - start > 1 or saint:
        return False
    led = words[start - 1] if start else ""
    if led == "la" and words[start] in _MASCULINE:
        # "De la Park" tells a street: the park would be "el park".
        return True
    return (end < len(words) and words[end] in STREETS) or led in ANY_STREET


def names_a_saint(words: list[str], at: int) -> bool:
    """Say whether "st" here begins a street's name that has its own word for it: "Price Rite st James ave"."""
    return at + 2 < len(words) and words[at + 1] not in STREETS and words[at + 2] in STREETS
