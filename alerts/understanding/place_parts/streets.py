"""Words for streets told from a saint, a doctor, the way home; and what stands before "st" made its name."""

from alerts.places.vocabulary import ANY_STREET, NUMBERED
from alerts.understanding.place_parts.neighbours import Neighbours
from alerts.understanding.place_parts.part import Part, Word

DOUBTFUL = frozenset("dr drive ct court pl place way sq square circle cir ter ma us i pike no".split())
"""Streets only right behind a name, or before a number."""
_NEVER_BEHIND = frozenset({"ma", "us", "i", "no"})
_BEHIND_NAMES = frozenset(
    "st street ave avenue av rd road blvd boulevard ln lane terrace parkway pkwy turnpike highway hwy".split()
)
"""Behind the street's own name, and hardly anywhere else."""
_THE_STREET = frozenset(
    """the my this that a our his her their your which what one same other whole each every la mi tu su side back un
    down up on off of""".split()
)
_NAMES_TOO = frozenset({"time", "quality", "nowhere", "what", "agents"})
"""Sections whose words are streets' names as well: Summer, Pleasant, Front, Federal."""
_BEFORE_SUFFIX = frozenset({Part.NAME, Part.KIND, Part.NUMBER, Part.DIRECTION, Part.END, Part.QUALITY})


def mark_street(words: Neighbours, at: int) -> None:
    """Put a word for a street, and its name, right."""
    word, before, after = words.words[at], words.before(at), words.after(at)
    if word.said == "st" and before.part not in _BEFORE_SUFFIX:
        words.become(at, Part.NAME if after.part is Part.NAME else Part.END)
    elif word.said in _BEHIND_NAMES and not (word.section and word.languages <= {"ht"}):
        if _may_be_a_name(before):
            words.become(at - 1, Part.NAME)
            words.become(at, Part.STREET)
        elif word.said in ("avenue", "ave", "av") and len(after.said) == 1 and after.capital and after.said.isalpha():
            words.become(at + 1, Part.NAME)
    elif word.said in DOUBTFUL and word.part in (Part.STREET, Part.END, Part.NAME):
        words.become(at, Part.STREET if _is_street(word, before, after) else Part.END)
    elif word.said in ANY_STREET and word.part is Part.END and after.part in (Part.NAME, Part.NUMBER, Part.OF):
        words.become(at, Part.STREET)


def _is_street(word: Word, before: Word, after: Word) -> bool:
    if after.part is Part.NUMBER and word.said in NUMBERED:
        return True
    kind = before.part is Part.KIND and (before.capital or word.said != "place")
    return word.said not in _NEVER_BEHIND and (before.part in (Part.NAME, Part.DIRECTION) or kind)


def _may_be_a_name(word: Word) -> bool:
    listed = word.part not in (Part.NOTHING, Part.NAME, Part.NUMBER, Part.KIND, Part.DIRECTION)
    told = word.section in _NAMES_TOO or not word.section or (word.capital and word.section == "story")
    # "Bay road": a little word of another language than the street's.
    told = told or (word.section == "story" and not {"en", "es"} & word.languages)
    return listed and told and word.said not in _THE_STREET
