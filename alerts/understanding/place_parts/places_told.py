"""The places in a message whose words are told apart."""

from collections.abc import Sequence
from dataclasses import replace

from alerts.understanding.place_parts.part import Part, Word
from alerts.understanding.place_parts.proof import Proof
from alerts.understanding.place_parts.runs import Run, runs

_NAME_AND_STREET = 2
_LONGEST_NAME = 3
"""Words of a shop's name."""


def places_told(text: str, words: Sequence[Word], *, asked: bool) -> tuple[str, ...]:
    """Return the places in the order of the message, in its own words; `asked`: it answers "Where?".

    What is said of one place in several parts, or of one way, is one; "another", "also" begin the next.
    """
    every = list(runs(words, asked=asked))
    if _is_a_name_and_its_street(words, every):
        # "Aldi, Boston Road".
        every[0] = replace(every[0], proof=Proof.FAIR)
    found = [run for run in every if run.proof is not Proof.NONE]
    found = _meant(words, found)
    best = max((run.proof for run in found), default=Proof.NONE)
    least = min(best, Proof.FAIR)
    places: list[list[str]] = []
    apart = False
    for run in found:
        apart = apart or run.apart
        first = apart or not places
        if run.proof < least or (first and run.toward):
            # Where somebody is heading is not where they are.
            continue
        if first:
            places.append([])
        apart = False
        said = _said(text, words, run, first=first)
        if said and said not in places[-1]:
            places[-1].append(said)
    return tuple(" ".join(said) for said in places if said)


def _is_a_name_and_its_street(words: Sequence[Word], found: Sequence[Run]) -> bool:
    """Say whether a message begins with a name, large, and behind a comma its street."""
    if len(found) < _NAME_AND_STREET or found[0].start or not 0 < found[0].end <= _LONGEST_NAME:
        return False
    name, street = words[: found[0].end], words[found[1].start : found[1].end]
    told = all(word.part is Part.NAME and word.capital for word in name)
    beside = found[1].start == found[0].end and words[found[0].end].comma
    return told and beside and any(word.part is Part.STREET for word in street)


def _meant(words: Sequence[Word], found: list[Run]) -> list[Run]:
    """Leave out what stands before "I meant", where another place stands behind it: "I said exit 18, I meant 21"."""
    last = max((at for at, word in enumerate(words) if word.section == "meant"), default=-1)
    behind = [run for run in found if run.start > last]
    ends = [at for at in range(len(words)) if at == len(words) - 1 or words[at + 1].cut]
    number = last >= 0 and any(at > last and words[at].said.isdigit() for at in ends)
    # A bare number says which one was wrong, and not what the right one is the number of.
    return behind if behind or number else found


def _said(text: str, words: Sequence[Word], run: Run, *, first: bool) -> str:
    """Return a run as it was written, without its town and its doors; `first`: nor the verb that leads to it."""
    start = run.start
    while start + 1 < run.end and _only_leads(words[start : run.end], first=first):
        start += 1
    kept: list[str] = []
    begin = start
    for at in range(start, run.end + 1):
        if at == run.end or words[at].part in (Part.TOWN, Part.DOOR):
            last = at
            while last > begin and at < run.end and words[last - 1].part in (Part.AT, Part.OF):
                last -= 1
            if last > begin:
                kept.append(text[words[begin].token.start : words[last - 1].token.end])
            begin = at + 1
    return " ".join(kept)


def _only_leads(run: Sequence[Word], *, first: bool) -> bool:
    """Say whether the place begins behind the first word: "on Elm" is Elm, "on 116" says that it is a road."""
    road = run[1].part is Part.NUMBER and not any(word.part in (Part.NAME, Part.STREET) for word in run[2:4])
    return (run[0].part is Part.AT and not road) or (first and run[0].section == "path")
